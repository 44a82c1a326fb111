// Method: each failure is judged for real, and what it is advised is compared with what would have helped. A word that would not, or that is said to
// somebody who cannot take it, is worse than none.
import { expect, test } from 'vitest'
import { advice } from '../reports/advice.ts'
import { recordOf, scenarioOf } from '../reports/fixtures/sample-report.ts'
import type { Bound } from './model/bound.ts'
import type { Fault } from './model/fault.ts'
import type { FoundConnection } from './model/found.ts'
import type { Run } from './model/report.ts'
import type { Settings } from './model/settings.ts'
import type { Observer } from './model/units.ts'
import { judged } from './verdict/verdicts.ts'

const hole: Fault = { kind: 'black-hole', toward: 'both' }
const why = 'kept alive by its own probes every 15 s: this firewall never forgets it'

test.for<[string, Failed, string | undefined]>([
  [
    'what is quicker than its own heartbeat',
    { settings: beat(9_000, 9_000) },
    'every 5 s that must be answered within 2.5 s',
  ],
  ['never a looser one than its own', { settings: beat(1_000, 9_000) }, 'every 1 s that must be answered within 2.5 s'],
  ['nothing where its own is as tight', { settings: beat(1_000, 1_000) }, undefined],
  [
    'a heartbeat where a host is frozen',
    { fault: { kind: 'frozen-peer', host: 'server' } },
    'add a heartbeat every 5 s',
  ],
  [
    'no keepalive there, which its kernel answers',
    { fault: { kind: 'frozen-peer', host: 'server' }, by: 'client-kernel' },
    undefined,
  ],
  ['keepalive to a kernel that has none', { by: 'client-kernel' }, 'npx halfopen recommend --within 10s'],
  [
    'no heartbeat to a kernel',
    { by: 'client-kernel', settings: keepalive(60_000) },
    's: npx halfopen recommend --within 10s',
  ],
  [
    'by what its socket shows, where nothing is declared',
    { socket: keepalive(60_000) },
    'npx halfopen recommend --within 10s, or add a heartbeat',
  ],
  [
    'no small heartbeat against a hole for long packets',
    { fault: { kind: 'mtu-black-hole', maxBytes: 1_000 } },
    undefined,
  ],
  [
    'nothing to a server of a client that is off',
    { fault: { kind: 'power-off', host: 'client' }, by: 'server-app' },
    undefined,
  ],
  ['nothing to the wire', { by: 'wire' }, undefined],
  [
    'nothing to who was spared',
    { fault: { kind: 'idle-firewall', idleMs: 90_000, onNextPacket: 'drop' }, spared: true },
    undefined,
  ],
])('it is advised %s', ([, failed, word]) => {
  const run = made(failed)
  expect(run.verdict.status).toBe(failed.spared ? 'inconclusive' : 'fail')
  if (word === undefined) expect(advice(run)).toBeUndefined()
  else expect(advice(run)).toContain(word)
  if (failed.by === 'client-kernel') expect(advice(run) ?? '').not.toContain('heartbeat')
})

interface Failed {
  readonly fault?: Fault
  readonly by?: Observer
  readonly settings?: Settings
  readonly socket?: Settings
  readonly spared?: boolean
}

/** Nobody noticed anything for 12 s, where 10 s were demanded. */
function made({ fault = hole, by = 'client-app', settings, socket, spared = false }: Failed): Run {
  const bounds: readonly [Bound] = [{ expect: 'detection', by, since: 0, withinMs: 10_000 }]
  const sample = {
    id: 'x/y',
    claim: 'it is noticed',
    fault,
    bounds,
    watchedMs: 12_000,
    ...(settings ? { settings } : {}),
  }
  const scenario = scenarioOf(sample)
  const hosts = scenario.hosts.map(host =>
    socket && host.name === 'client' ? { ...host, program: { ...host.program, undeclared: true as const } } : host,
  )
  const record = recordOf(sample)
  const found: readonly FoundConnection[] = [
    {
      ...path,
      state: 'idle',
      unackedBytes: 0,
      quietMs: 0,
      nextWriteMs: 'none',
      socket: { set: socket ?? settings ?? {}, unackedBytes: 0, timer: 'none', rtoMs: 204 },
    },
  ]
  const steps = record.steps.map(step => ({
    ...step,
    quietMs: { client: 0 },
    found,
    evidence: { text: 'in force', facts: {}, ...(spared ? { spared: [{ ...path, why }] } : {}) },
  }))
  const healthy = { atMs: 100, by, kind: 'traffic', detail: 'a byte' } as const
  const remote = { address: '198.18.2.2', port: 7_000 }
  const connections = [{ id: 1, ...path, bornMs: 0, remote }]
  const observations = [...record.observations, healthy]
  return judged({ ...scenario, hosts }, { ...record, steps, observations, connections }, { lateMs: 250 })
}

const path = { from: 'client', to: 'server' } as const

function beat(everyMs: number, deadlineMs: number): Settings {
  return { heartbeat: { everyMs, deadlineMs } }
}

function keepalive(idleMs: number): Settings {
  return { keepalive: { idleMs, intervalMs: 10_000, count: 3 } }
}
