// Method: what is advised to a client that gives its living peer up is a number that is tried on paper: a quicker detector alarms, one above it does not.
import { describe, expect, test } from 'vitest'
import { parseSettings } from '../harness/define/settings.ts'
import type { Bound } from '../harness/model/bound.ts'
import type { Fault } from '../harness/model/fault.ts'
import { predict } from '../harness/predict/predict.ts'
import { advice } from './advice.ts'
import { undeclaredRun } from './fixtures/undeclared-run.ts'

const silent = (forMs: number): Bound => ({ expect: 'silence', by: 'client-app', since: 0, forMs })

function tried(fault: Fault, forMs: number, healedAfterMs?: number): string | undefined {
  const healed = healedAfterMs === undefined ? {} : { healedAfterMs }
  const seen = [[1_000, 'client-app', 'lost', undefined, 'timed out']] as const
  return advice(
    undeclaredRun({ fault, bound: silent(forMs), watchedMs: forMs, found: [{ nextWriteMs: 0 }], seen, ...healed }),
  )
}

describe('who gave a living peer up', () => {
  test('on a slow way has to wait for an answer, however long silence was demanded', () => {
    const slow: Fault = { kind: 'slow', delayMs: 2_000 }
    expect(tried(slow, 10_000)).toBe('an answer takes up to 4.0 s: each detector of this client has to wait longer')
    const by = (settings: string) => predict({ settings: parseSettings(settings), fault: slow }).window
    expect(by('heartbeat=1s/6s')).toBe('never')
    expect(by('heartbeat=1s/3s')).not.toBe('never')
  })

  test('in a hole has to outlast that, as long as it was seen to be', () => {
    const hole: Fault = { kind: 'black-hole', toward: 'both', forMs: 9_000 }
    expect(tried(hole, 15_000, 9_020)).toContain('nothing is heard for 9.02 s: each detector of this client')
    const by = (settings: string) => predict({ settings: parseSettings(settings), fault: hole, quietMs: 0 }).window
    expect(by('keepalive=3/2/5')).toBe('never')
    expect(by('keepalive=2/1/3')).not.toBe('never')
    // What is said to be enough is so whenever it sent, and what the hole lasts alone is not.
    const told = tried(hole, 15_000, 9_020)?.match(/and ([\d.]+) s is enough/)?.[1]
    expect(told).toBe('19.0')
    expect(by(`heartbeat=1s/${Number(told) * 1_000}ms`)).toBe('never')
    expect(by('heartbeat=1s/9s')).not.toBe('never')
  })

  test('where its peer never comes back has to last as long as was demanded', () => {
    expect(tried({ kind: 'power-off', host: 'server' }, 10_000)).toBe(
      'no detector of this client may give up sooner than 10 s: make its deadlines longer',
    )
    const hole: Fault = { kind: 'black-hole', toward: 'both', forMs: 20_000 }
    expect(tried(hole, 10_000)).toContain('sooner than 10 s')
  })

  test('behind a firewall that forgot it has to keep that awake: no patience brings the connection back', () => {
    const firewall: Fault = { kind: 'idle-firewall', idleMs: 240_000, onNextPacket: 'drop' }
    expect(tried(firewall, 600_000)).toBe(
      'nobody hears of this client any more: let it send something more often than every 4 min, such as keepalive probes, so that the firewall does not forget it',
    )
    const by = (settings: string) => predict({ settings: parseSettings(settings), fault: firewall }).window
    expect(by('keepalive=60/10/3')).toBe('never')
    expect(by('keepalive=300/10/3')).not.toBe('never')
  })

  test('behind a hop is told of the hop as well: a proxy has deadlines of its own, and answers for the server', () => {
    const run = undeclaredRun({
      ...{ bound: silent(10_000), watchedMs: 10_000, seen: [[1_000, 'client-app', 'lost', undefined, '504']] },
      fault: { kind: 'frozen-peer', host: 'server' },
    })
    const hosts = run.hosts.flatMap(host =>
      host.name === 'client'
        ? [
            { ...host, connectsTo: ['proxy'] },
            { ...host, name: 'proxy', listens: true },
          ]
        : [host],
    )
    expect(advice({ ...run, hosts })).toBe('make the deadlines of client, and of proxy toward server, longer')
  })

  test('is told no number where chance decides', () => {
    expect(tried({ kind: 'slow', delayMs: 2_000, lossPercent: 5 }, 10_000)).toBe(
      'make the deadlines of this client longer',
    )
  })
})
