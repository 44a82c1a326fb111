import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test as plain } from 'vitest'
import { patience } from '../kit/fixtures/patience.ts'
import { startProcess } from '../kit/process.ts'
import { until } from '../kit/until.ts'
import { descendantsOf, processOf } from './process.ts'

const test = plain.runIf(process.platform === 'linux')

test('a process is known by its id, its start, its user and its parent', async () => {
  await using child = await startProcess({ file: 'sleep', args: ['60'] })
  const { startedAt, ...rest } = processOf(child.pid)
  expect(rest).toEqual({ pid: child.pid, name: 'sleep', uid: process.getuid?.(), parent: process.pid })
  expect(startedAt).toBeGreaterThan(processOf(process.pid).startedAt)
  expect(processOf(child.pid).startedAt).toBe(startedAt)
})

test('an interpreter is named with its file, and with nothing that might be a secret', async () => {
  const [script, secret] = ['setInterval(() => {}, 1000)', '--password=hunter2']
  await using inline = await startProcess({ file: process.execPath, args: ['-e', script, '--', secret] })
  await using plain = await startProcess({ file: 'sh', args: ['-c', 'sleep 60; true', secret] })
  expect([processOf(inline.pid).name, processOf(plain.pid).name]).toEqual(['node', 'sh'])
})

test('what a program calls itself cannot steer a terminal', async () => {
  const child = spawn('sleep', ['60'], { argv0: '\u001b[2Jevil\u0007', stdio: 'ignore' })
  await once(child, 'spawn')
  const { name } = processOf(child.pid ?? -1)
  child.kill('SIGKILL')
  expect(name).toBe('evil ')
})

test('children and their children are found, and those of others are not', async () => {
  const tree = await startProcess({ file: 'sh', args: ['-c', 'sh -c "sleep 60; true" & sleep 60; true'] })
  await using _tree = tree
  await using other = await startProcess({ file: 'sleep', args: ['60'] })
  const names = () => descendantsOf(tree.pid).map(pid => processOf(pid).name)
  // A child is a copy of its shell until it has become what it is to run.
  await until('see both sleep', () => names().filter(name => name === 'sleep').length === 2 || undefined, patience)
  expect(names().toSorted()).toEqual(['sh', 'sleep', 'sleep'])
  expect(descendantsOf(tree.pid)).not.toContain(other.pid)
  expect(descendantsOf(other.pid)).toEqual([])
})

test('what is no process, has ended, or is a thread is refused in a sentence with the fix', async () => {
  const zombie = spawn('sh', ['-c', 'sleep 0.01 & echo $!; exec sleep 60'], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [printed] = await once(zombie.stdout, 'data')
  const pid = Number(printed)
  await until('be a zombie', () => /^State:\s+Z/m.test(status(pid)) || undefined, patience)
  const thread = readdirSync(`/proc/${process.pid}/task`).find(id => id !== `${process.pid}`)
  const refusals = [2 ** 22 + 1, pid, Number(thread)].map(id => refusal(() => processOf(id)))
  zombie.kill('SIGKILL')
  expect(refusals).toEqual([
    `Cannot audit process ${2 ** 22 + 1}: there is none, or it is hidden from you. ` +
      "Look for it with pgrep -a, or docker inspect --format '{{.State.Pid}}' for a container's [E_NO_PROCESS]",
    `Cannot audit process ${pid}: it has ended [E_NO_PROCESS]`,
    `Cannot audit process ${thread}: it is a thread of process ${process.pid}. Write --pid ${process.pid} [E_NO_PROCESS]`,
  ])
})

const status = (pid: number): string => readFileSync(`/proc/${pid}/status`, 'utf8')

function refusal(work: () => unknown): string {
  try {
    work()
    return 'not refused'
  } catch (thrown) {
    return thrown instanceof Error ? thrown.message : String(thrown)
  }
}
