// Method: a server that ended 4 s after a black hole, beside one that a fault or a command ended, one that nobody depends on, and one that ended later.
import { expect, test } from 'vitest'
import { blackHole } from '../faults/black-hole.ts'
import { processKill } from '../faults/process-kill.ts'
import type { Bound } from '../model/bound.ts'
import type { Observation } from '../model/observation.ts'
import type { StepRecord } from '../model/step.ts'
import { ownEnd, unlessEnded } from './own-end.ts'

const silence: Bound = { expect: 'silence', by: 'client-app', since: 0, forMs: 6_000 }
const hole: StepRecord = { id: 0, does: blackHole({ for: '1s' }), atMs: 10_000, byMs: 10_000 }
const killed: StepRecord = { id: 1, does: processKill('server'), atMs: 13_000, byMs: 13_000 }
const command: StepRecord = {
  ...{ id: 1, atMs: 13_000, byMs: 13_000 },
  does: { kind: 'run', on: 'server', command: { file: 'true', args: [] } },
}
const exit = (host: string, atMs: number): Observation => ({
  ...{ atMs, by: `${host}-app`, kind: 'exited', code: 'exit 1', detail: `"${host}" ended with exit code 1` },
})
const host = (name: string, connectsTo: readonly string[]) => ({
  ...{ name, connectsTo, listens: connectsTo.length === 0, program: name, settings: {} },
})
const run = (end: Observation, ...steps: StepRecord[]) => ({
  hosts: [host('client', ['server']), host('server', []), host('other', [])],
  connections: [{ id: 1, from: 'client', to: 'server', bornMs: 5_000 }],
  observations: [end],
  steps: [hole, ...steps],
  endedAtMs: 20_000,
})

test('it is said, and no pass', () => {
  const words = ownEnd(silence, hole, run(exit('server', 14_000)))
  expect(words).toBe('server ended by itself 4.0 s after the fault ("server" ended with exit code 1)')
  for (const pass of [{ status: 'pass' }, { status: 'pass', reason: 'black-hole took none' }] as const)
    expect(unlessEnded(words, pass)).toEqual({
      status: 'inconclusive',
      reason: `${words}: what was not said after that says nothing of the fault`,
    })
  const fail = { status: 'fail', expected: '', actual: '' } as const
  expect(unlessEnded(words, fail)).toBe(fail)
})

test.for([
  ['that a fault killed', run(exit('server', 13_000), killed)],
  ['on whose host a command was run', run(exit('server', 14_000), command)],
  ['that nobody connects to', run(exit('other', 14_000))],
  ['that ended when the watch was over', run(exit('server', 16_500))],
  ['that had ended before', run(exit('server', 9_000))],
  ['that is the client', run(exit('client', 14_000))],
] as const)('it is not said of one %s', ([, on]) => {
  expect(ownEnd(silence, hole, on)).toBeUndefined()
})
