import { describe, expect, test } from 'vitest'
import { blackHole } from '../faults/black-hole.ts'
import { powerOff } from '../faults/power-off.ts'
import type { Action } from '../model/step.ts'
import { command } from './command.ts'
import { pairHosts } from './hosts.ts'
import { at, heal, parseSteps, run, type StepSpec } from './steps.ts'

const hosts = pairHosts({ client: command('client'), server: command('server') })

function parsed(...steps: readonly StepSpec[]): ReturnType<typeof parseSteps> {
  return parseSteps('it notices', steps, hosts)
}

test('steps become data, numbered in their order from 0', () => {
  expect(parsed(at('0s', powerOff('server')), at('20s', run('server', 'promote --now')), at('1min', heal(0)))).toEqual([
    { id: 0, atMs: 0, does: { kind: 'power-off', host: 'server' } },
    { id: 1, atMs: 20_000, does: { kind: 'run', on: 'server', command: { file: 'promote', args: ['--now'] } } },
    { id: 2, atMs: 60_000, does: { kind: 'heal', step: 0 } },
  ])
})

describe('their times', () => {
  test('may be the same', () => {
    expect(parsed(at(5, blackHole()), at('5ms', blackHole())).map(({ atMs }) => atMs)).toEqual([5, 5])
  })

  test('do not run backwards', () => {
    expect(() => parsed(at('2s', blackHole()), at('1s', heal(0)))).toThrow(
      'Cannot use scenario "it notices": step 1 comes before step 0. Write them in order [E_STEP]',
    )
  })

  test('are lengths of time', () => {
    expect(() => at('2 s', blackHole())).toThrow('E_DURATION')
  })

  test.for([Number.NaN, Number.POSITIVE_INFINITY, -1])('are none that at() would not make, such as %d', atMs => {
    expect(() => parsed({ atMs, does: blackHole() })).toThrow('step 0 is not made by at(), got "')
  })
})

describe('healing', () => {
  const command: Action = run('server', 'promote')

  test('is of any fault before it', () => {
    expect(parsed(at(0, blackHole()), at(0, command), at(1, blackHole()), at(2, heal(2)), at(3, heal(0)))).toHaveLength(
      5,
    )
  })

  test.for<[string, readonly Action[], number]>([
    ['a step that comes later', [heal(1), blackHole()], 1],
    ['itself', [heal(0)], 0],
    ['a command', [command, heal(0)], 0],
    ['a healing', [blackHole(), heal(0), heal(1)], 1],
    ['nothing', [blackHole(), heal(-1)], -1],
    ['half a step', [blackHole(), heal(0.5)], 0.5],
  ])('is not of %s', ([, actions, step]) => {
    expect(() => parsed(...actions.map(does => at(0, does)))).toThrow(
      `heal(${step}) names no fault before it. Count the steps from 0 [E_STEP]`,
    )
  })
})

describe('a command', () => {
  test('is split at blanks, or taken word by word', () => {
    expect(run('db', ['sh', '-c', 'a b'])).toEqual({
      kind: 'run',
      on: 'db',
      command: { file: 'sh', args: ['-c', 'a b'] },
    })
    expect(() => run('db', '')).toThrow('E_COMMAND')
  })

  test('runs on a host that is there', () => {
    expect(() => parsed(at(0, run('sever', 'promote')))).toThrow(
      /names sever, and there is no such host\. There are server, client\. Did you mean "server"\? \[E_HOST\]$/,
    )
  })
})

test('a fault is checked like any other', () => {
  const misspelt = { kind: 'power-of', host: 'server' } as never
  expect(() => parsed(at(0, misspelt))).toThrow('Did you mean "power-off"? [E_FAULT]')
})

test('no steps are none', () => {
  expect(() => parsed()).toThrow("nothing happens. Write faults: [at('0s', powerOff('server'))] [E_STEP]")
})
