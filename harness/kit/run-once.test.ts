// A command that ends and leaves something running behind, which has its output still: that is told, and not that it has not ended.
import { expect, test } from 'vitest'
import { heldOpen, runOnce } from './run-once.ts'

test.concurrent.for([
  ['ends well', 'echo hi', 'well'],
  ['ends well and leaves something running', 'sleep 60 & echo hi', heldOpen],
  ['fails and leaves something running', 'sleep 60 & echo hi; exit 3', 'ended with exit code 3'],
  ['goes on', 'echo hi; exec sleep 60', 'late'],
] as const)('a command that %s is said to have done so', async ([, script, ended]) => {
  const withinMs = ended === 'well' ? 60_000 : 1_000
  const { signal } = new AbortController()
  const ran = await runOnce({ file: 'sh', args: ['-c', script] }, { withinMs, signal })
  expect(ran).toEqual({ ended, lines: ['hi'] })
})
