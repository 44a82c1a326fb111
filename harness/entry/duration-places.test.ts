// Method: a bad length of time is given in every place where a scenario, a fault or a subject takes one, and the refusal has to name that place
// as its author wrote it. That no other place reads one without a name is looked for in the sources.
import { readFileSync } from 'node:fs'
import { glob } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parseScenario } from '../define/scenario.ts'
import { planeNames } from '../planes/all.ts'
import * as all from './halfopen.ts'
import * as subjects from './subjects.ts'

// biome-ignore lint/suspicious/noExplicitAny: what plain JavaScript can pass
const bad: any = '5 s'
const { at, blackHole, command, noFault } = all
const bounds = { detectedBy: 'client-app', within: '9s' } as const
const right = { client: command('c'), server: command('s'), fault: noFault(), bounds }
const scenario = (spec: object) => parseScenario('s', 'it notices', { ...right, ...spec }, planeNames)

describe('a bad length of time is told with the place where it was given', () => {
  test.for<[place: string, given: () => unknown]>([
    ['`setupWithin` of scenario "it notices"', () => scenario({ setupWithin: bad })],
    ['`settleFor` of scenario "it notices"', () => scenario({ settleFor: bad })],
    ['`within` of the bound', () => scenario({ bounds: { ...bounds, within: bad } })],
    ['`within` of the bound bounds[1]', () => scenario({ bounds: [bounds, { ...bounds, within: bad }] })],
    ['`notBefore` of the bound bounds[0]', () => scenario({ bounds: [{ ...bounds, notBefore: bad }, bounds] })],
    ['`for` of the bound', () => scenario({ bounds: { undetectedBy: 'client-app', for: bad } })],
    ['`within` of the bound', () => scenario({ bounds: { recoveredBy: 'client-app', within: bad } })],
    ['`over` of the phases of "it notices"', () => scenario({ phases: { count: 8, over: bad } })],
    ['`ttl` of the name db.test', () => scenario({ names: { 'db.test': { is: 'server', ttl: bad } } })],
    ['`delay` of the link of client', () => scenario({ network: { links: { client: { delay: bad } } } })],
    ['`jitter` of the link of client', () => scenario({ network: { links: { client: { jitter: bad } } } })],
    ['the time of at()', () => at(bad, blackHole())],
    ['`within` of before[1]', () => command('c', { before: ['one', { run: 'two', within: bad }] })],
    ...['userTimeout', 'rtoMax', 'readDeadline', 'requestTimeout', 'asks'].map((field): [string, () => unknown] => [
      `\`${field}\` of the settings of c`,
      () => command('c', { settings: { [field]: bad } }),
    ]),
    ['`heartbeat.every` of the settings of c', () => command('c', { settings: { heartbeat: { every: bad } } })],
    [
      '`heartbeat.deadline` of the settings of c',
      () => command('c', { settings: { heartbeat: { every: '1s', deadline: bad } } }),
    ],
    ['`keepalive.idle` of the settings of c', () => keepalive({ idle: bad })],
    ['`keepalive.interval` of the settings of c', () => keepalive({ interval: bad })],
    ['`delay` of the fault slow', () => all.slow({ delay: bad })],
    ['`jitter` of the fault slow', () => all.slow({ delay: '1s', jitter: bad })],
    ['`for` of the fault slow', () => all.slow({ delay: '1s', for: bad })],
    ['`backAfter` of the fault power-off', () => all.powerOff('server', { backAfter: bad })],
    ['`delay` of the fault reorder', () => all.reorder({ percent: 9, delay: bad })],
    ['`for` of the fault reorder', () => all.reorder({ percent: 9, delay: '1s', for: bad })],
    ['`delay` of the fault slow-dns', () => all.slowDns({ delay: bad })],
    ['`for` of the fault slow-dns', () => all.slowDns({ delay: '1s', for: bad })],
    ['`for` of the fault dns-black-hole', () => all.dnsBlackHole({ for: bad })],
    ['`for` of the fault fail-dns', () => all.failDns({ for: bad })],
    ['`after` of the fault replay', () => all.replay({ after: bad })],
    ['`idle` of the fault idle-firewall', () => all.idleFirewall({ idle: bad })],
    ['`after` of the fault takeover', () => all.takeover({ after: bad })],
    ['`for` of the fault black-hole', () => blackHole({ for: bad })],
    ['`for` of the fault duplicate', () => all.duplicate({ percent: 9, for: bad })],
    ['`for` of the fault suspend', () => all.suspend('server', { for: bad })],
    ['`for` of the fault frozen-peer', () => all.frozenPeer('server', { for: bad })],
    ['`for` of the fault cpu-starvation', () => all.cpuStarvation('server', { sharePercent: 9, for: bad })],
    ['`for` of the fault cpu-starvation', () => all.cpuStarvation('server', { competitors: 9, for: bad })],
    ['`changesEvery` of the cache server', () => subjects.cacheServer({ changesEvery: bad })],
    ['`work` of the cache server', () => subjects.cacheServer({ work: bad })],
    ['`changesEvery` of the cache reader', () => subjects.cacheReader({ changesEvery: bad })],
    ['`readEvery` of the cache reader', () => subjects.cacheReader({ readEvery: bad })],
    ['`writeEvery` of the cache writer', () => subjects.cacheWriter({ writeEvery: bad })],
    ['`requestTimeout` of the cache writer', () => subjects.cacheWriter({ requestTimeout: bad })],
    ['`writes` of the probe client', () => subjects.probeClient({}, { writes: bad })],
    ['`writes.every` of the probe client', () => subjects.probeClient({}, { writes: { every: bad } })],
    ['`newsEvery` of the QUIC server', () => subjects.quicServer({ newsEvery: bad })],
    ['`keepAlive` of the QUIC server', () => subjects.quicServer({ keepAlive: bad })],
    ['`idleTimeout` of the QUIC client', () => subjects.quicClient({ idleTimeout: bad })],
    ['`asksEvery` of the QUIC client', () => subjects.quicClient({ asksEvery: bad })],
    ['`transactionTimeout` of the ZEO server', () => subjects.zeoServer({ transactionTimeout: bad })],
    ['`heartbeat` of the ZEO reader', () => subjects.zeoReader({ heartbeat: bad })],
    ['`asks` of the client redis-py', () => subjects.redisPy.client({ asks: bad })],
  ])('%s', ([place, given]) => {
    expect(given).toThrow(
      `Cannot read ${place}: it is not a length of time, got "5 s". ` +
        'Write 500ms, 30s, 2min, 3h or 5d, without a blank, or a number of milliseconds [E_DURATION]',
    )
  })
})

test('nothing that somebody wrote is read without its place', async () => {
  const root = resolve(import.meta.dirname, '../..')
  const files = await Array.fromAsync(glob('harness/**/*.ts', { cwd: root }))
  const product = files.filter(file => !/\.(test|build)\.ts$|\/(fixtures|programs)\//.test(file))
  const reads = product.filter(file => /\bparseMs\((?!')/.test(readFileSync(join(root, file), 'utf8'))).sort()
  expect(reads.filter(file => !own.has(file))).toEqual([])
})

/** The function itself, a comment of it, and the league's cells, which nobody else writes. */
const own = new Set([
  ...['harness/define/duration.ts', 'harness/lab/length-text.ts'],
  ...['harness/league/plan.ts', 'harness/league/controls.ts'],
])

function keepalive(wrong: object): unknown {
  return command('c', { settings: { keepalive: { idle: '1s', interval: '1s', count: 3, ...wrong } } })
}
