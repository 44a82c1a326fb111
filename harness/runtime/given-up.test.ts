// Method: a recorder that is filled here, and a wait that is short; nobody's clock decides but the order of what was said.
import { expect, test } from 'vitest'
import type { Observation } from '../model/observation.ts'
import { Recorder } from '../observe/recorder.ts'
import { givenUp } from './given-up.ts'
import { settled } from './stages.ts'

const bound = { by: 'client-app', expect: 'detection', withinMs: 5_000, since: 0 } as const
const never = new AbortController().signal

function recorded(...kinds: Observation['kind'][]) {
  const recorder = new Recorder()
  const say = (kind: Observation['kind']) => recorder.event('client-app', { kind, detail: kind })
  for (const kind of kinds) say(kind)
  return { recorder, say }
}

test('who was heard of a loss last has given up, until there is a good answer', () => {
  const { recorder, say } = recorded('traffic', 'lost')
  const isGivenUp = givenUp([], [bound], recorder)
  expect([isGivenUp(), isGivenUp()]).toEqual([true, true])
  say('recovered')
  expect([isGivenUp(), isGivenUp()]).toEqual([false, false])
})

test('who never lost it has not, nor has one that nothing is asked of, or of a later step only', () => {
  expect(givenUp([], [bound], recorded('traffic').recorder)()).toBe(false)
  const { recorder } = recorded('traffic', 'lost')
  expect(givenUp([], [{ ...bound, by: 'server-app' }], recorder)()).toBe(false)
  expect(givenUp([], [{ ...bound, since: 1 }], recorder)()).toBe(false)
})

test('the first step waits for it, and no longer than it waits anyway', async () => {
  const script = { hosts: [], limits: { settleMs: 200 }, bounds: [bound] as const }
  const { recorder, say } = recorded('traffic', 'lost')
  const back = settled(script, recorder, never).then(() => recorder.clock.nowMs())
  setTimeout(() => say('recovered'), 250)
  expect(await back).toBeLessThan(10_000)
  expect(recorder.observations.at(-1)?.kind).toBe('recovered')
  const lost = recorded('traffic', 'lost').recorder
  await settled(script, lost, never)
  expect(lost.clock.nowMs()).toBeGreaterThanOrEqual(400)
  const well = recorded('traffic').recorder
  await settled({ ...script, limits: { settleMs: 0 } }, well, never)
  expect(well.observations).toHaveLength(1)
})
