import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { expect, test } from 'vitest'
import { openVitest } from './vitest.ts'
import { WaitingFirst } from './waiting-first.ts'

test('files for packets alone come after those for every plane, each as Vitest would have them', async () => {
  const root = await mkdtemp(join(tmpdir(), 'halfopen-order-'))
  const large = '//'.repeat(1_000)
  const texts = {
    'a.ts': "scenarioTest('a', { planes: ['netns'] })",
    'b.ts': "scenarioTest('b', {})",
    'c.ts': `scenarioTest('c', { planes: ["netns"] }) ${large}`,
    'd.ts': `scenarioTest('d', { planes: ['toxiproxy', 'netns'] }) ${large}`,
  }
  for (const [name, text] of Object.entries(texts)) await writeFile(join(root, name), text)
  const vitest = await openVitest({ root, files: Object.keys(texts), reporters: [] })
  try {
    const sorted = await new WaitingFirst(vitest).sort(await vitest.globTestSpecifications())
    expect(sorted.map(({ moduleId }) => basename(moduleId))).toEqual(['d.ts', 'b.ts', 'c.ts', 'a.ts'])
  } finally {
    await vitest.close()
    await rm(root, { recursive: true, force: true })
  }
})
