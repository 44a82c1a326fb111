import { describe, expect, test } from 'vitest'
import { formatFaultSpec } from '../faults/spelling.ts'
import type { Found, Measurement } from '../model/comparison.ts'
import { asked, recommended } from './fixtures/requirements.ts'
import { faultsOf, proofOf, trialOf } from './proof.ts'

const found = recommended(asked('30s', { tolerate: '5s', limits: ['azure-lb'], busy: true }))
const trial = trialOf(found)

describe('the trial of a recommendation', () => {
  test('is every loss in every state, the silence in each, and each limit', () => {
    expect(faultsOf(trial).map(formatFaultSpec)).toMatchInlineSnapshot(`
      [
        "power-off/idle",
        "reject=host-unreachable/idle",
        "black-hole/idle",
        "link-down/idle",
        "reboot=10s/idle",
        "takeover=2s/idle",
        "power-off/awaiting-answer",
        "reject=host-unreachable/awaiting-answer",
        "black-hole/awaiting-answer",
        "link-down/awaiting-answer",
        "reboot=10s/awaiting-answer",
        "takeover=2s/awaiting-answer",
        "power-off/busy",
        "reject=host-unreachable/busy",
        "black-hole/busy",
        "link-down/busy",
        "reboot=10s/busy",
        "takeover=2s/busy",
        "blip=5s/idle",
        "blip=5s/awaiting-answer",
        "blip=5s/busy",
        "idle-firewall=240s/idle",
      ]
    `)
  })

  test('of a busy connection has a write just before keepalive tells, a second at the least', () => {
    expect(trial.written?.faults.map(formatFaultSpec)).toEqual(['power-off/idle', 'reject=host-unreachable/idle'])
    const [latest = 0] = found.notices.filter(({ state }) => state === 'idle').map(({ window }) => window[1])
    expect(latest - (trial.written?.asksEveryMs ?? 0)).toBeGreaterThanOrEqual(1_000)
    expect(latest - (trial.written?.asksEveryMs ?? 0)).toBeLessThan(2_000)
    expect(trialOf(recommended(asked('30s'))).written).toBeUndefined()
  })

  test('leaves out what was not required: no silence, no limit, no busy connection', () => {
    const { losses, silences, firewalls } = trialOf(recommended(asked('30s')))
    expect([losses.length, silences.length, firewalls.length]).toEqual([12, 0, 0])
  })

  test('measures a limit that is named twice once', () => {
    const { firewalls } = trialOf(recommended(asked('30s', { limits: ['azure-lb', '240s'] })))
    expect(firewalls.map(formatFaultSpec)).toEqual(['idle-firewall=240s/idle'])
  })

  test('waits longer than the bound, and for each firewall to forget', () => {
    expect(trial.watchMs).toBe(480_000)
    expect(trialOf(recommended(asked('1h'))).watchMs).toBe(7_200_000)
  })

  test('asks nothing of a connect that is answered in the end', () => {
    const { losses } = trialOf(recommended(asked('60s', { connecting: true })))
    const connecting = losses.filter(({ state }) => state === 'connecting').map(formatFaultSpec)
    expect(connecting).toContain('power-off/connecting')
    expect(connecting).not.toContain('takeover=2s/connecting')
  })
})

describe('measurements', () => {
  test('prove it where each loss was noticed in time, and nothing else was', () => {
    const { verdict, failures, doubts, slowestMs } = proofOf(trial, 1, good(), 30_000)
    expect([verdict, failures, doubts, slowestMs]).toEqual(['proved', [], [], 20_080])
  })

  test.for<[string, string, Found, string, string]>([
    ['a loss that was noticed late', 'power-off/idle', detected(29_950), 'refuted', 'late'],
    ['a loss that nobody noticed', 'power-off/idle', { kind: 'censored', watchedMs: 480_000 }, 'refuted', 'never'],
    ['a silence in which the peer was given up', 'blip=5s/idle', soaked(1), 'refuted', 'gave up a living peer'],
    ['a firewall that forgot', 'idle-firewall=240s/idle', detected(1_000), 'refuted', 'forgotten'],
    ['a firewall behind which nothing was said', 'idle-firewall=240s/idle', silence(), 'refuted', 'forgotten'],
    ['a run in doubt', 'power-off/idle', { kind: 'doubt', reason: 'no evidence' }, 'not proved', 'inconclusive'],
  ])('do not prove it with %s', ([, fault, changed, verdict, why]) => {
    const at = good().findIndex(one => formatFaultSpec(one) === fault)
    const made = good().map((one, i) => (i === at ? { ...one, found: changed } : one))
    const proof = proofOf(trial, 1, made, 30_000)
    expect(proof.verdict).toBe(verdict)
    expect([...proof.failures, ...proof.doubts]).toEqual([{ measurement: made[at], why }])
  })

  test('do not prove it where what is written into the silence is noticed late', () => {
    const made = good().map(one => (one.settings.asksEveryMs === undefined ? one : { ...one, found: detected(29_950) }))
    const { verdict, failures } = proofOf(trial, 1, made, 30_000)
    expect([verdict, failures.map(({ why }) => why)]).toEqual(['refuted', ['late', 'late']])
  })

  test('do not prove it where a phase between them takes longer, and do where none does', () => {
    const upTo = (latestMs: number) =>
      proofOf(
        trial,
        1,
        good().map(one => (one.found.kind === 'detected' ? { ...one, whole: { predicted: [1, latestMs] } } : one)),
        30_000,
      )
    expect([upTo(30_001).verdict, upTo(30_001).failures[0]?.why, upTo(30_001).latestMs]).toEqual([
      ...['refuted', 'late in another phase', 30_001],
    ])
    expect([upTo(29_999).verdict, upTo(29_999).failures]).toEqual(['proved', []])
  })

  test('do not prove it where one lies elsewhere than predicted, though it is in time', () => {
    const made = good().map((one, i) => (i === 0 ? { ...one, outside: true as const } : one))
    const { verdict, failures } = proofOf(trial, 1, made, 30_000)
    expect([verdict, failures.map(({ why }) => why)]).toEqual(['refuted', ['elsewhere than predicted']])
  })

  test.for<['connecting' | 'idle', true | undefined, string]>([
    ['connecting', true, 'proved'],
    ['connecting', undefined, 'refuted'],
    ['idle', true, 'refuted'],
  ])('of a loss while %s that nobody noticed, and that may be none: %s, are %s', ([state, orNever, verdict]) => {
    const one = { fault: { kind: 'power-off', host: 'server', backAfterMs: 10_000 }, state } as const
    const { written: _, ...alone } = trial
    const short = { ...alone, losses: [one], silences: [], firewalls: [] }
    const [first] = good()
    const found: Found = { kind: 'censored', watchedMs: 480_000 }
    const made = first ? [{ ...first, ...one, found, ...(orNever ? { orNever } : {}) }] : []
    expect(proofOf(short, 1, made, 30_000).verdict).toBe(verdict)
  })

  test('do not prove it where one is missing, as after an interrupt', () => {
    expect(proofOf(trial, 1, good().slice(1), 30_000).verdict).toBe('not proved')
    expect(proofOf(trial, 2, good(), 30_000).verdict).toBe('not proved')
  })
})

/** A measurement of each fault, as it should be. */
function good(): Measurement[] {
  const [firewalls, silences] = [new Set(trial.firewalls), new Set(trial.silences)]
  const { written } = trial
  return [...faultsOf(trial), ...(written?.faults ?? [])].map(spec => ({
    settings: { ...found.settings, ...(written?.faults.includes(spec) ? { asksEveryMs: written.asksEveryMs } : {}) },
    ...spec,
    phase: 0,
    offsetMs: 1_000,
    found: silences.has(spec) ? soaked(0) : firewalls.has(spec) ? { ...silence(), keptAlive: true } : detected(20_000),
    networkMs: 1,
    wallMs: 1,
  }))
}

function detected(afterMs: number): Found {
  return { kind: 'detected', afterMs, uncertaintyMs: 80 }
}

function soaked(mistakes: number): Found {
  return { kind: 'soaked', forMs: 65_000, mistakes: Array.from({ length: mistakes }, () => ({ fromMs: 4_000 })) }
}

function silence(): Extract<Found, { kind: 'censored' }> {
  return { kind: 'censored', watchedMs: 480_000 }
}
