// Method: the environment says where this process runs, as a box does.
import { expect, onTestFinished, test, vi } from 'vitest'
import { command } from '../define/command.ts'
import { refuseUntold } from './untold.ts'
import { boxVariable, memoryVariable, yieldsVariable } from './where.ts'

const of = (needs: { memory?: '100MB'; yields?: true }) => command('server', needs)

test('a program that waits by yielding is refused in a guest that was not told', () => {
  inGuest({})
  expect(() => refuseUntold(of({ yields: true }), [])).toThrow(
    'Cannot start "server": it waits by calling sched_yield(), and in its guest a system call takes no time. ' +
      "Tell the script so: test('...', { yields: true }, ...) [E_YIELDS]",
  )
  expect(() => refuseUntold(of({}), [])).not.toThrow()
})

test('and started in one that was, and where time passes by itself', () => {
  expect(() => refuseUntold(of({ yields: true }), [])).not.toThrow()
  inGuest({ [yieldsVariable]: '1' })
  expect(() => refuseUntold(of({ yields: true }), [])).not.toThrow()
})

test('programs have to fit together into what a guest was given', () => {
  inGuest({ [memoryVariable]: '150' })
  const program = of({ memory: '100MB' })
  expect(() => refuseUntold(program, [])).not.toThrow()
  expect(() => refuseUntold(program, [{ program }])).toThrow("test('...', { memory: '200MB' }, ...) [E_MEMORY]")
})

function inGuest(told: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries({ [boxVariable]: 'guest', ...told })) vi.stubEnv(name, value)
  onTestFinished(() => void vi.unstubAllEnvs())
}
