// Method: the same script twice, with a cache that is empty at first: what Node compiles, and how long each file took, lies there and in the project
// afterwards. All of its run is compared, to the last digit, but for what the machine's own clock says.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { boxes } from '../boxes/boxes.ts'
import { makeProject } from './fixtures/project.ts'

const file = `
import { blackHole } from 'halfopen'
import { cacheReader, cacheServer } from 'halfopen/subjects'
import { expect, test } from 'halfopen/vitest'

test('the reader notices', { planes: ['netns'], clock: 'virtual' }, async ({ testbed }) => {
  await testbed.server('cache', cacheServer())
  const reader = await testbed.client(cacheReader({ detector: { heartbeat: { every: '500ms', deadline: '1s' } } }))
  await testbed.inject(blackHole())
  await expect(reader).toDetectLossWithin('5s')
})
`

test('a script in a guest is the same run, whoever has run before on this machine', {
  timeout: 240_000,
}, async ({ skip }) => {
  const refusal = await boxes.virtual.refusal()
  if (refusal) skip(refusal.reason)
  const cache = await mkdtemp(join(tmpdir(), 'halfopen-cache-'))
  try {
    await using project = await makeProject(
      { 'x.scenario.ts': file },
      { XDG_CACHE_HOME: cache, NODE_COMPILE_CACHE: '' },
    )
    const runs = async () => {
      await project.halfopen('run')
      const report = await project.report()
      return report.runs.map(({ startedAt: _, wallMs: __, ...rest }) => rest)
    }
    const first = await runs()
    expect(first).toMatchObject([{ verdict: { status: 'pass' } }])
    expect(await runs()).toEqual(first)
  } finally {
    await rm(cache, { recursive: true })
  }
})
