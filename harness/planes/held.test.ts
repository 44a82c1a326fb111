import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { expect, test } from 'vitest'
import { affinityOf, setAffinity } from '../netlink/affinity.ts'
import { Held } from './held.ts'

const able = test.skipIf(process.platform !== 'linux' || affinityOf(0).length < 2)

able('what a program starts while two hold it stays with the second, and is free after it', async () => {
  using program = starter()
  const pids = [program.pid]
  const usual = affinityOf(program.pid)
  const first = new Held(() => pids)
  first.hold()
  const second = new Held(() => pids)
  second.hold()
  expect([first.isHeld(), second.isHeld()]).toEqual([true, true])
  const child = await program.start()
  pids.push(child)
  first[Symbol.dispose]()
  expect([affinityOf(program.pid), affinityOf(child)]).toEqual([[first.processor], [first.processor]])
  second[Symbol.dispose]()
  expect([affinityOf(program.pid), affinityOf(child)]).toEqual([usual, usual])
})

able('a second one joins the first, whoever is first of its processes', () => {
  using program = starter()
  using other = starter()
  using first = new Held(() => [program.pid])
  first.hold()
  const away = affinityOf(0).filter(processor => processor !== first.processor)
  setAffinity(other.pid, away.slice(0, 1))
  using second = new Held(() => [other.pid, program.pid])
  second.hold()
  expect([second.processor, affinityOf(other.pid)]).toEqual([first.processor, [first.processor]])
})

able('asking whether they are held holds nobody', () => {
  using program = starter()
  using held = new Held(() => [program.pid])
  expect([held.isHeld(), affinityOf(program.pid)]).toEqual([false, affinityOf(0)])
})

/** A program that starts another when it is told to. Both end with its block. */
function starter() {
  const program = spawn('sh', ['-c', 'read go; sleep 60 & echo $!; read on; kill $!'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const pid = program.pid ?? 0
  const start = async () => {
    program.stdin.write('go\n')
    return Number((await once(createInterface(program.stdout), 'line'))[0])
  }
  return { pid, start, [Symbol.dispose]: () => void program.stdin.end() }
}
