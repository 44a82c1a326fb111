import { expect, test } from 'vitest'
import { formatFaultSpec } from '../faults/spelling.ts'
import { asked, recommended } from './fixtures/requirements.ts'
import { trialOnSubject } from './on-subject.ts'
import { faultsOf, trialOf } from './proof.ts'

const { requirements, settings } = recommended(asked('30s', { connecting: true }))
const heartbeat = { everyMs: 14_000, deadlineMs: 14_000 }

test('a library is tried with what the probe is, but for connects', () => {
  const own = faultsOf(trialOnSubject({ requirements, settings })).map(formatFaultSpec)
  const probes = faultsOf(trialOf({ requirements, settings })).map(formatFaultSpec)
  expect(own).toEqual(probes.filter(spec => !spec.endsWith('/connecting')))
  expect(own.length).toBeLessThan(probes.length)
})

test('one that has a heartbeat is tried with a frozen server as well', () => {
  const trial = trialOnSubject({ requirements, settings: { heartbeat } })
  const frozen = trial.losses.map(formatFaultSpec).filter(spec => spec.startsWith('frozen'))
  expect(frozen).toEqual(['frozen-peer/idle', 'frozen-peer/awaiting-answer'])
})
