// Method: real processes that hold a socket. The one that computes is started before the step, as one that starts afterwards is not what the step met.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { startClock } from '../kit/clock.ts'
import { patience } from '../kit/fixtures/patience.ts'
import { startProcess } from '../kit/process.ts'
import { until } from '../kit/until.ts'
import { Computing } from './computing.ts'

const socket = "require('node:net').createServer().listen(0, '127.0.0.1', () => { console.log('up'); begin() })"
const spins = `${socket}; const begin = () => { for (;;); }`
const waits = `${socket}; const begin = () => {}`

test('a program that computes since a step is told, behind a shell too, and none that waits or has no socket', async () => {
  const { computing, seen } = await watching({
    computes: [process.execPath, '-e', spins],
    behind: ['sh', '-c', '"$0" -e "$1"; :', process.execPath, spins],
    idle: [process.execPath, '-e', waits],
    bare: ['sh', '-c', 'echo up; while :; do :; done'],
  })
  await using _all = seen
  computing.turn()
  const hosts = () => {
    computing.look()
    return new Set((computing.record().computed ?? []).map(({ host }) => host))
  }
  await until('see both', () => hosts().isSupersetOf(new Set(['behind', 'computes'])) || undefined, patience)
  expect(hosts()).toEqual(new Set(['behind', 'computes']))
  for (const { step, fromMs, toMs, ranMs } of computing.record().computed ?? []) {
    expect(step).toBe(0)
    expect(ranMs).toBeLessThanOrEqual(toMs - fromMs + 20)
  }
})

test('before a step nobody is looked at', async () => {
  const { computing, seen } = await watching({ computes: [process.execPath, '-e', spins] })
  await using _all = seen
  computing.look()
  expect(computing.record()).toEqual({})
})

/** Programs that have said that they are up. */
async function watching(programs: Readonly<Record<string, readonly [file: string, ...args: string[]]>>) {
  await using stack = new AsyncDisposableStack()
  const pids: [string, number][] = []
  let ready = 0
  for (const [name, [file, ...args]] of Object.entries(programs)) {
    const child = stack.use(await startProcess({ file, args, onLine: () => ready++ }))
    pids.push([name, child.pid])
  }
  await until('see them up', () => ready === pids.length || undefined, patience)
  const processes = () => pids.map(([name, pid]) => [name, familyOf(pid)] as const)
  return { computing: new Computing(startClock(), processes), seen: stack.move() }
}

function familyOf(pid: number): readonly number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'latin1').split(' ').filter(Boolean)
  return [pid, ...children.map(Number)]
}
