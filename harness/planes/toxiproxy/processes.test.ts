import { expect, test } from 'vitest'
import { startProcess } from '../../kit/process.ts'
import { until } from '../../kit/until.ts'
import { fromPs, fromStat, statesOf } from './process-state.ts'

test('reads a stat line whose name holds spaces and brackets', () => {
  expect(fromStat('42 (a) b (c)) T 1 40 40 0 -1 4194560')).toEqual({ pid: 42, group: 40, state: 'T' })
  expect(fromStat('')).toBeUndefined()
})

test('reads the output of ps, with flags after the state', () => {
  expect(fromPs('    1     1 Ss\n  420   400 T+\n')).toEqual([
    { pid: 1, group: 1, state: 'S' },
    { pid: 420, group: 400, state: 'T' },
  ])
})

test('sees that a whole group is stopped, and that another is not', async () => {
  await using stopped = await startProcess({ file: 'sh', args: ['-c', 'sleep 60 & sleep 60'] })
  await using running = await startProcess({ file: 'sleep', args: ['60'] })
  const states = async (pid: number) => (await statesOf([pid])).map(({ state }) => state)
  await until('see both', async () => (await states(stopped.pid)).length > 1 || undefined, { withinMs: 2_000 })
  stopped.signal('SIGSTOP')
  await until('see it', async () => (await states(stopped.pid)).every(s => s === 'T') || undefined, { withinMs: 2_000 })
  expect(await states(running.pid)).not.toContain('T')
})
