// Method: each recommendation is held against predict() itself, for every kernel, loss and state, not against the search that found it. The
// search is not trusted either: settings that probe less often, and those that are a second slower, are tried and must not do.
import { describe, expect, test } from 'vitest'
import { formatFault } from '../faults/spelling.ts'
import type { Fault } from '../model/fault.ts'
import { formatSettings } from '../model/format-settings.ts'
import type { Settings } from '../model/settings.ts'
import { survivalOf } from '../predict/firewalls.ts'
import { predict } from '../predict/predict.ts'
import { asked, recommended, refused } from './fixtures/requirements.ts'
import { requirementOptions } from './options.ts'
import { recommend } from './recommend.ts'
import { onePacketMs, type Requirements, statesOf } from './requirements.ts'
import { losses, meets } from './satisfies.ts'

const possible: readonly Requirements[] = [
  asked('3s'),
  asked('10s', { tolerate: '3s' }),
  asked('30s', { tolerate: '5s', limits: ['azure-lb'], busy: true }),
  asked('15s', { limits: ['10s'], busy: true }),
  asked('60s', { tolerate: '10s', limits: ['aws-nlb'], busy: true, connecting: true }),
  asked('5min', { tolerate: '30s', limits: ['aws-nlb', 'azure-lb'] }),
  asked('20min', { tolerate: '2min', busy: true }),
  asked('4h', { tolerate: '5min', limits: ['5d'] }),
]

describe.for(possible)('settings for $withinMs ms, a silence of $tolerateMs ms, busy $busy', requirements => {
  const { settings } = recommended(requirements)

  test('notice every loss in time, in every state, whatever the kernel', () => {
    const late = statesOf(requirements).flatMap(state =>
      losses
        .filter(fault => !inTime(settings, fault, state, requirements))
        .map(fault => `${formatFault(fault)}/${state}`),
    )
    expect(late).toEqual([])
  })

  test('keep a peer that was silent for no longer than is tolerated, in every state', () => {
    const fault: Fault = { kind: 'black-hole', toward: 'both', forMs: requirements.tolerateMs }
    const hasty = statesOf(requirements).filter(
      state => predict({ settings, fault, state, ...begun(state) }).window !== 'never',
    )
    expect(requirements.tolerateMs === 0 ? [] : hasty).toEqual([])
  })

  test('keep an idle connection from being forgotten', () => {
    const boxes = requirements.limits.map(
      ({ idleMs }) => ({ idleMs, atExpiry: 'silent', keepaliveResetsTimer: true }) as const,
    )
    expect(boxes.map(box => survivalOf(box, { settings }))).toEqual(boxes.map(() => 'survives'))
  })
})

describe.for(possible.filter(({ busy }) => busy))('busy settings for $withinMs ms', requirements => {
  const { settings } = recommended(requirements)

  test('notice a loss in time wherever it falls between two writes, however often there is one', () => {
    const paces = [200, ...range(1, 20).map(n => (n * requirements.withinMs) / 16)]
    const late = losses.flatMap(fault =>
      paces.filter(asksEveryMs => !inTime({ ...settings, asksEveryMs }, fault, 'idle', requirements)),
    )
    expect(late).toEqual([])
  })
})

test('a user timeout that notices only what was in flight at the loss is not enough for a busy connection', () => {
  const settings: Settings = { keepalive: { idleMs: 6_000, intervalMs: 1_000, count: 2 }, userTimeoutMs: 8_000 }
  const requirements = asked('12s', { busy: true })
  const inFlight = losses.map(fault => inTime(settings, fault, 'data-in-flight', requirements))
  expect(inFlight).toEqual(losses.map(() => true))
  expect(inTime({ ...settings, asksEveryMs: 5_000 }, { kind: 'power-off', host: 'server' }, 'idle', requirements)).toBe(
    false,
  )
  expect(meets(settings, requirements)).toBe(false)
})

test('no settings that probe less often do', () => {
  const requirements = asked('12s', { tolerate: '2s' })
  const { settings } = recommended(requirements)
  const rarer = range(settings.keepalive.idleMs / 1_000 + 1, 11).flatMap(idle =>
    range(1, 11).flatMap(interval =>
      range(1, 11).map(count => ({ keepalive: { idleMs: idle * 1_000, intervalMs: interval * 1_000, count } })),
    ),
  )
  expect(rarer.length).toBeGreaterThan(100)
  expect(rarer.filter(other => meets(other, requirements)).map(formatSettings)).toEqual([])
})

test('settings that are just too slow are not recommended: for a millisecond less there are others', () => {
  const requirements = asked('30s', { tolerate: '5s', busy: true })
  const { settings, notices } = recommended(requirements)
  const slowestMs = Math.max(...notices.map(({ window }) => window[1]))
  const [just, tooSoon] = [slowestMs, slowestMs - 1].map(withinMs => ({ ...requirements, withinMs }))
  expect([just, tooSoon].map(bound => bound && meets(settings, bound))).toEqual([true, false])
  expect(formatSettings(recommended(tooSoon ?? requirements).settings)).not.toBe(formatSettings(settings))
})

test('one lost packet is sat out unless told not to: no setting that probes once is recommended', () => {
  const [calm, hasty] = [onePacketMs, 0].map(tolerateMs => recommended({ ...asked('20s'), tolerateMs }))
  expect(calm?.settings.keepalive.count).toBeGreaterThan(1)
  expect(hasty?.settings.keepalive.count).toBe(1)
  const lost: Fault = { kind: 'black-hole', toward: 'both', forMs: onePacketMs }
  const windows = [calm, hasty].map(
    found => predict({ settings: found?.settings ?? {}, fault: lost }).window === 'never',
  )
  expect(windows).toEqual([true, false])
  expect([calm, hasty].map(found => found?.reasons[1]?.text)).toEqual([
    'one lost probe is sat out: --tolerate 5s asks for more, and --tolerate 0 for less',
    'no silence is to be sat out, and so one lost probe ends it: without --tolerate 0 that is sat out',
  ])
})

test('where no second is sat out, one lost packet is the nearest that can be asked for, or nothing', () => {
  expect(refused(asked('4s', { tolerate: '5s' })).nearest.map(requirementOptions)).toContain('--within 4s')
  expect(refused(asked('3s', { tolerate: '5s' })).nearest.map(requirementOptions)).toContain('--within 3s --tolerate 0')
})

test('a busy connection gets a user timeout, and an idle one none', () => {
  const [busy, idle] = [recommended(asked('30s', { busy: true })), recommended(asked('30s'))]
  expect(busy.settings.userTimeoutMs).toBeGreaterThan(10_000)
  expect(idle.settings.userTimeoutMs).toBeUndefined()
})

test('a limit shortens the idle time, and one that is longer than the bound does not', () => {
  const idleOf = (...limits: string[]) => recommended(asked('5min', { limits })).settings.keepalive.idleMs
  expect(idleOf('60s')).toBeLessThan(60_000)
  expect(idleOf('1h')).toBe(idleOf())
})

test('a bound of days is answered with a user timeout of an hour at most, and says that it is enough', () => {
  const { settings, reasons } = recommended(asked('2d', { busy: true }))
  expect(settings.userTimeoutMs).toBeLessThanOrEqual(3_600_000)
  expect(reasons[0]?.text).toContain('within 1 h, and that is rare enough: 2 days would save next to nothing')
})

test('a reason says whether a number is the longest, or the longest round one', () => {
  const forIdle = (requirements: Requirements) => recommended(requirements).reasons[0]?.text
  expect(forIdle(asked('30s'))).toBe('the longest that leaves room for the probes within 30 s')
  expect(forIdle(asked('4h'))).toBe('about the longest that leaves room for the probes within 4 h')
  expect(forIdle(asked('4h', { limits: ['60s'] }))).toBe('the longest below 1 min, however late the timer')
})

test('what is asked for is not told again as what was not', () => {
  const about = (requirements: Requirements) => recommended(requirements).caveats.map(reason => reason.about)
  expect(about(asked('30s'))).toEqual(['busy', 'first write', 'connecting', 'zero window', 'frozen server'])
  expect(about(asked('30s', { busy: true, connecting: true }))).toEqual(['zero window', 'frozen server'])
})

describe('what is impossible is refused with the reason', () => {
  test('that a loss and a silence look the same', () => {
    const { code, problem } = refused(asked('3s', { tolerate: '5s' }))
    expect([code, problem]).toEqual([
      'E_CONTRADICTION',
      'Cannot notice a loss within 3 s and sit out a silence of 5 s: at 4 s both look the same',
    ])
  })

  test('that timers count seconds', () => {
    const { code, problem } = refused(asked('1s'))
    expect([code, problem]).toEqual([
      'E_TOO_SOON',
      'Cannot notice a loss within 1 s: keepalive counts whole seconds, and its timers may be late. The quickest that does is keepalive=1/1/1, and takes up to 2.22 s',
    ])
  })

  test('that what is written just before keepalive tells begins anew', () => {
    expect(refused(asked('5s', { tolerate: '1s', busy: true })).problem).toContain(
      'what is written just before keepalive tells has a time of its own, and is sent again after pauses that double. The quickest that does is keepalive=1/1/3,user-timeout=4s, and takes up to 9.82 s busy',
    )
  })

  test('that a box forgets sooner than anything probes', () => {
    const { code, problem } = refused(asked('30s', { limits: ['1s'] }))
    expect([code, problem]).toEqual([
      'E_IDLE_LIMIT',
      expect.stringContaining('keepalive=1/1/1 may be silent for 1.08 s'),
    ])
  })

  test.for([
    asked('3s', { tolerate: '5s' }),
    asked('5s', { tolerate: '1s', busy: true }),
    asked('1s'),
    asked('30s', { limits: ['1s'] }),
    asked('10s', { tolerate: '8s', busy: true, connecting: true }),
    asked('10s', { tolerate: '3s', connecting: true }),
  ])('with the nearest requirements, each with settings that meet them: %o', requirements => {
    const { nearest } = refused(requirements)
    expect(nearest.length).toBeGreaterThan(0)
    expect(nearest.filter(near => !meets(recommended(near).settings, near))).toEqual([])
  })

  test('and a nearer one would be refused too', () => {
    const { nearest } = refused(asked('3s', { tolerate: '5s' }))
    const [later] = nearest
    expect(later?.withinMs).toBe(9_000)
    expect(recommend(asked('8s', { tolerate: '5s' }))).toHaveProperty('code', 'E_TOO_SOON')
  })
})

function inTime(
  settings: Settings,
  fault: Fault,
  state: ReturnType<typeof statesOf>[number],
  requirements: Requirements,
): boolean {
  const { window, orNever, mechanism } = predict({ settings, fault, state, ...begun(state) })
  // Somebody answers the SYN in the end: nothing is lost.
  if (state === 'connecting' && (window === 'never' ? mechanism === 'survived' : orNever)) return true
  return Array.isArray(window) && !orNever && window[1] <= requirements.withinMs
}

function begun(state: string): { sinceMs?: number } {
  return state === 'idle' ? {} : { sinceMs: 0 }
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i)
}
