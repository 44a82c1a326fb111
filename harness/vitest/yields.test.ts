// Method: a script with a server that looks at the clock again and again until 0.3 s are over, as one does that waits by yielding. In a guest whose
// system calls take no time it would look for as long as the guest lets it, and its run would say that it is not repeatable.
import { expect, test } from 'vitest'
import { boxes } from '../boxes/boxes.ts'
import { makeProject } from './fixtures/project.ts'

const file = `
import { blackHole, command } from 'halfopen'
import { cacheReader, cacheServer } from 'halfopen/subjects'
import { expect, test } from 'halfopen/vitest'

const busy = \`const end = performance.now() + 300
  while (performance.now() < end);
  require('node:net').createServer().listen(process.argv[2], process.argv[1], () => console.log('ready'))\`
const steps = async ({ testbed }) => {
  await testbed.server('cache', cacheServer())
  await testbed.server('busy', command(['node', '-e', busy, '{host}', '{port}'], { ready: /ready/, yields: true }))
  const reader = await testbed.client(cacheReader({ detector: { heartbeat: { every: '500ms', deadline: '1s' } } }))
  await testbed.inject(blackHole())
  await expect(reader).toDetectLossWithin('5s')
}
const there = { planes: ['netns'], clock: 'virtual' }
test('told', { ...there, yields: true }, steps)
test('untold', there, steps)
`

test('a script says that one of its programs waits by yielding, and is told to where it does not', {
  timeout: 240_000,
}, async ({ skip }) => {
  const refusal = await boxes.virtual.refusal()
  if (refusal) skip(refusal.reason)
  await using project = await makeProject({ 'x.scenario.ts': file })
  await project.halfopen('run')
  const { runs } = await project.report()
  expect(runs.map(({ scenario, verdict, notRepeatable }) => ({ scenario, verdict, notRepeatable }))).toEqual([
    { scenario: 'x/told', verdict: { status: 'pass' }, notRepeatable: undefined },
    {
      scenario: 'x/untold',
      verdict: { status: 'inconclusive', reason: expect.stringMatching(/^Cannot start "busy": .*\[E_YIELDS\]$/) },
      notRepeatable: undefined,
    },
  ])
})
