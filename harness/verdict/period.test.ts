import { describe, expect, test } from 'vitest'
import { command } from '../define/command.ts'
import { parseScenario } from '../define/scenario.ts'
import { powerOff } from '../faults/power-off.ts'
import type { FoundConnection } from '../model/found.ts'
import type { BoundResult } from '../model/report.ts'
import type { Settings } from '../model/settings.ts'
import { declaredPeriodMs, seenPeriodMs } from './period.ts'

describe('the declared period', () => {
  const hosts = (near: object, far: object) => ({
    db: command('node -e 0 {port}', { ready: /x/ }),
    near: command('node -e 0 {db.host} {db.port}', { connected: /x/, lost: /y/, ...near }),
    far: command('node -e 0 {db.host} {db.port}', { connected: /x/, lost: /y/, ...far }),
  })
  const periodOf = (detectedBy: string, near: object, far: object) =>
    declaredPeriodMs(
      parseScenario(
        'x',
        'x',
        { hosts: hosts(near, far), fault: powerOff('db'), bounds: { detectedBy: detectedBy as never, within: '9s' } },
        ['netns'],
      ),
    )
  const beat = (every: string) => ({ settings: { heartbeat: { every, deadline: '500ms' } } })

  test('is that of whoever is to notice', () => {
    expect(periodOf('near-app', beat('2s'), beat('7s'))).toBe(2_000)
    expect(periodOf('far-app', beat('2s'), beat('7s'))).toBe(7_000)
  })

  test('is that of all clients where a bound is about none of them, and nobody has one who declares none', () => {
    expect(periodOf('wire', beat('2s'), beat('7s'))).toBe(7_000)
    expect(periodOf('near-app', {}, beat('7s'))).toBeUndefined()
  })
})

describe('the seen period', () => {
  const one = (more: Partial<FoundConnection>): FoundConnection => ({
    ...{ from: 'client', to: 'server', state: 'idle', unackedBytes: 0, quietMs: 700 },
    ...more,
  })
  const keepalive: NonNullable<Settings['keepalive']> = { idleMs: 15_000, intervalMs: 5_000, count: 9 }
  const probing = { nextWriteMs: 'none', socket: { set: { keepalive }, unackedBytes: 0, timer: 'keepalive' } } as const
  const seen = (found: readonly FoundConnection[], bounds: readonly BoundResult[] = []) =>
    seenPeriodMs({ steps: [{ id: 0, does: powerOff('server'), atMs: 1, byMs: 1, found }], bounds })

  test('is the silence around the fault where its client writes by itself', () => {
    expect(seen([one({ nextWriteMs: 1_300 })])).toBe(2_000)
    expect(seen([one({ ...probing, nextWriteMs: 1_300 })])).toBe(2_000)
  })

  test('is the longest silence where it is looked at again: what is said at a login is no rhythm', () => {
    const [login, beat] = [one({ quietMs: 2, nextWriteMs: 8 }), one({ nextWriteMs: 1_300 })]
    const looks = [{ found: [login] }, { found: [beat] }, {}]
    const run = { steps: [{ id: 0, does: powerOff('server'), atMs: 1, byMs: 1, found: [login] }], bounds: [] }
    expect([seenPeriodMs(run), seenPeriodMs(run, looks)]).toEqual([10, 2_000])
  })

  test("is its keepalive's where nothing else is said, the longest of several", () => {
    const slower = {
      ...probing,
      socket: { ...probing.socket, set: { keepalive: { ...keepalive, intervalMs: 40_000 } } },
    }
    expect([seen([one(probing)]), seen([one(probing), one(slower)])]).toEqual([15_000, 40_000])
  })

  test('is unknown where nothing is said, or the program gave up before its keepalive could tell', () => {
    expect([seen([]), seen([one({ nextWriteMs: 'none' })])]).toEqual([undefined, undefined])
    const noticed = (afterMs: number): BoundResult => ({
      bound: { expect: 'detection', by: 'client-app', since: 0, withinMs: 9 },
      outcome: {
        ...{ kind: 'detected', afterMs, uncertaintyMs: 0 },
        by: { atMs: afterMs, by: 'client-app', kind: 'lost', detail: '' },
      },
      verdict: { status: 'pass' },
      predictedMs: [40_000, 60_000],
      kernelAlone: true,
    })
    expect(seen([one(probing)], [noticed(3_000)])).toBeUndefined()
    expect(seen([one(probing)], [noticed(50_000)])).toBe(15_000)
  })
})
