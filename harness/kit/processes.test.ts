import { expect, test } from 'vitest'
import { patience } from './fixtures/patience.ts'
import { startProcess } from './process.ts'
import { fromPs, fromStat, hostMarkName, type Process, processesOf, signalAll } from './processes.ts'
import { until } from './until.ts'

test('reads a stat line whose name holds spaces and brackets', () => {
  expect(fromStat('42 (a) b (c)) T 1 40 40 0 -1 4194560')).toEqual({ pid: 42, parent: 1, group: 40, state: 'T' })
  expect(fromStat('')).toBeUndefined()
})

test('reads the output of ps, with flags after the state', () => {
  expect(fromPs('    1     0     1 Ss\n  420     1   400 T+\n')).toEqual([
    { pid: 1, parent: 0, group: 1, state: 'S' },
    { pid: 420, parent: 1, group: 400, state: 'T' },
  ])
})

test('sees that a whole group is stopped, and that another is not', async () => {
  await using stopped = await startProcess({ file: 'sh', args: ['-c', 'sleep 60 & sleep 60'] })
  await using running = await startProcess({ file: 'sleep', args: ['60'] })
  const states = async (pid: number) => (await processesOf(({ group }) => group === pid)).map(({ state }) => state)
  await until('see both', async () => (await states(stopped.pid)).length > 1 || undefined, patience)
  stopped.signal('SIGSTOP')
  await until('see it', async () => (await states(stopped.pid)).every(s => s === 'T') || undefined, patience)
  expect(await states(running.pid)).not.toContain('T')
})

// Method: `setsid` gives the sleeper a group of its own; its shell stays or ends. What knows groups alone sees the shell and no more.
test('finds what left the group of its program, by its parent', async () => {
  await using shell = await startProcess({ file: 'sh', args: ['-c', 'setsid sleep 60 & wait'] })
  const own = () => processesOf(({ group }) => group === shell.pid)
  const both = await until('see both', async () => inGroups(await own(), 2), patience)
  expect(both).toHaveLength(2)
  signalAll(both, 'SIGKILL')
  await until('see both gone', async () => inGroups(await own(), 0), patience)
})

test.runIf(process.platform === 'linux')('finds what left its program altogether, by the mark', async () => {
  const mark = `mark of ${process.pid}`
  const env = { [hostMarkName]: mark }
  const shell = await startProcess({ file: 'sh', args: ['-c', 'setsid sleep 60 &'], env })
  await shell.exited
  const own = () => processesOf(its => its.mark === mark)
  signalAll(await until('see it', async () => inGroups(await own(), 1), patience), 'SIGKILL')
  await until('see it gone', async () => inGroups(await own(), 0), patience)
})

/** The processes, once they are in so many groups. */
function inGroups(processes: readonly Process[], count: number): readonly Process[] | undefined {
  return new Set(processes.map(({ group }) => group)).size === count ? processes : undefined
}
