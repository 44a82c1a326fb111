// Method: scenarios of the right shape in which some values are others, as plain JavaScript, a slip or a copied piece of another scenario leaves
// them. Each is taken, or refused by an error that names a fix: a TypeError out of our own code tells its author nothing.
import { Ajv } from 'ajv'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { blackHole } from '../faults/black-hole.ts'
import { powerOff } from '../faults/power-off.ts'
import { changedJson, type Json } from '../kit/fixtures/changed-json.ts'
import { anything } from '../kit/fixtures/damaged.ts'
import { onlyRefuses } from '../kit/fixtures/fuzz.ts'
import schema from '../model/report.schema.json' with { type: 'json' }
import { command } from './command.ts'
import { parseScenario, type ScenarioSpec } from './scenario.ts'
import { heal, run } from './steps.ts'

/** Programs are made by command(), which is held to its own claims: here they are as they are, or something else altogether. */
const programs = new Map<unknown, unknown>([
  ['$db', command('db -p {port}', { ready: /up/ })],
  ['$pair', command('app {host}:{port}', { connected: /ok/ })],
  ['$app', command('app {db.host}:{db.port}', { connected: /ok/, settings: 'keepalive=10/5/3' })],
  ['$two', command('app {db#1.host}:{db#1.port} {db#2.port}')],
  ['$promote', run('app', 'promote')],
])
const scenarios: readonly Json[] = [
  {
    client: '$pair',
    server: '$db',
    fault: { ...blackHole({ toward: 'server', for: '5s' }) },
    bounds: { detectedBy: 'client-app', within: '5s', notBefore: '1s', code: 'ETIMEDOUT' },
    state: 'idle',
    network: { family: 4, sysctls: { client: { 'net.ipv4.tcp_retries2': 5 } } },
    planes: ['netns'],
    clock: 'virtual',
    setupWithin: '20s',
    settleFor: 0,
    quiet: false,
  },
  {
    hosts: { db: { program: '$db', count: 2 }, app: '$two' },
    faults: [
      { atMs: 0, does: { ...powerOff('db#1') } },
      { atMs: 1_000, does: '$promote' },
      { atMs: 2_000, does: { ...heal(0) } },
    ],
    bounds: [
      { undetectedBy: 'app-app', for: '3s', since: 0 },
      { recoveredBy: 'app-app', within: '3s' },
      { detectedBy: 'wire:app>db#1', within: 3, every: true },
    ],
  },
  {
    hosts: { db: '$db', app: '$app' },
    fault: { ...powerOff('db') },
    bounds: [{ detectedBy: 'app-kernel', within: '3h' }],
  },
]

/** With the programs in the places of their names. */
function withPrograms(value: Json): unknown {
  return JSON.parse(JSON.stringify(value), (_name, one) => programs.get(one) ?? one)
}

const isBound = new Ajv({ discriminator: true, allowUnionTypes: true }).compile({
  $ref: '#/definitions/Bound',
  definitions: schema.definitions,
})

/** What is taken has the shape that a report promises: what slips in here would make a report that nobody can read. */
function parse(spec: unknown): void {
  const { bounds } = parseScenario('a/b', 'a claim', spec as ScenarioSpec, ['netns', 'toxiproxy'])
  for (const bound of bounds) expect(isBound(JSON.parse(JSON.stringify(bound))), JSON.stringify(bound)).toBe(true)
}

test('the scenarios themselves are taken', () => {
  for (const spec of scenarios) parse(withPrograms(spec))
})

test('a scenario in which values were changed is taken, or refused', () => {
  onlyRefuses(changedJson(fc.constantFrom(...scenarios)), spec => parse(withPrograms(spec)))
})

test('a scenario with anything in the place of one of its fields is taken, or refused', () => {
  const fields = fc.constantFrom(
    'client',
    'server',
    'standby',
    'hosts',
    'fault',
    'faults',
    'bounds',
    'state',
    'network',
    'planes',
    'clock',
    'setupWithin',
    'settleFor',
    'quiet',
  )
  const spec = fc.tuple(fc.constantFrom(...scenarios), fields, anything)
  onlyRefuses(spec, ([whole, name, value]) => parse({ ...Object(withPrograms(whole)), [name]: value }))
})
