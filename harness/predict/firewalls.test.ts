import { describe, expect, test } from 'vitest'
import { type IdleLimit, survivalOf } from './firewalls.ts'

const balancer: IdleLimit = { idleMs: 350_000, atExpiry: 'silent', keepaliveResetsTimer: true }
const kernel = { release: '6.12.0', hz: 250 }
const keepalive = (idleS: number, intervalS = 10) => ({
  settings: { keepalive: { idleMs: idleS * 1_000, intervalMs: intervalS * 1_000, count: 6 } },
  kernel,
})

describe('a load balancer with a limit of 350 s', () => {
  test.for([
    ['no settings', { settings: {}, kernel }, 'forgotten'],
    ['Linux keepalive', keepalive(7_200, 75), 'forgotten'],
    ['keepalive after 60 s', keepalive(60), 'survives'],
    ['keepalive after 340 s, which the wheel may make 356 s', keepalive(340), 'unknown'],
    ['keepalive after 60 s whose probes are 400 s apart', keepalive(60, 400), 'forgotten'],
    ['a one-way heartbeat', { settings: { heartbeat: { everyMs: 60_000 } }, kernel }, 'survives'],
    ['a heartbeat above the limit', { settings: { heartbeat: { everyMs: 360_000 } }, kernel }, 'forgotten'],
    [
      'a heartbeat above the limit and keepalive below it',
      { settings: { heartbeat: { everyMs: 360_000 }, ...keepalive(60).settings }, kernel },
      'survives',
    ],
  ] as const)('%s', ([, on, survival]) => {
    expect(survivalOf(balancer, on)).toBe(survival)
  })
})

test.for([
  [{ keepaliveResetsTimer: false }, 'forgotten'],
  [{ keepaliveResetsTimer: false, atExpiry: 'closes' }, 'closed'],
  [{ keepaliveResetsTimer: undefined }, 'unknown'],
  [{ idleMs: undefined }, 'unknown'],
] as const)('keepalive after 60 s behind a box of which is known: %j', ([known, survival]) => {
  const { idleMs, keepaliveResetsTimer, ...rest } = { ...balancer, ...known }
  const box = {
    ...rest,
    ...(idleMs === undefined ? {} : { idleMs }),
    ...(keepaliveResetsTimer === undefined ? {} : { keepaliveResetsTimer }),
  }
  expect(survivalOf(box, keepalive(60))).toBe(survival)
})
