// What a system has besides two hosts: names, NAT, links, a paused machine, datagrams.
import { mutantsOf } from './mutant.ts'

const named = ['harness/planes/netns/names/faults.test.ts'] as const
const translated = ['harness/planes/netns/nat.test.ts'] as const
const datagrams = ['harness/observe/datagrams.test.ts'] as const

export const network = [
  ...mutantsOf('harness/planes/netns/names/zone.ts', named, [['{ ...record, is })', 'record)']]),
  ...mutantsOf('harness/planes/netns/names/name-server.ts', named, [
    ['    if (lateMs === undefined) {\n      reply', '    {\n      reply'],
    ['after(lateMs, () => {', 'after(2 * lateMs, () => {'],
    ['host === undefined || this.#own.has(port)', 'host === undefined'],
    ['Object.assign({}, ...this.#manners)', '[...this.#manners][0] ?? {}'],
    ['this.#manners.delete(manner)', 'this.#manners.has(manner)'],
  ]),
  ...mutantsOf('harness/planes/netns/faults/name-move.ts', named, [
    ['names.server.zone.move(name, before)', ''],
    ['lookup.name.toLowerCase() === name.toLowerCase()', 'lookup.name !== name'],
  ]),
  ...mutantsOf('harness/planes/netns/faults/dns-black-hole.ts', named, [
    ['does: [drop] }', 'does: [] }'],
    [' || leaked.count > 0', ''],
    ['if (before === 0) own += dropped() ?? 0', ''],
    ['nobodyAsked({ count: packets - own })', 'nobodyAsked({ count: packets })'],
  ]),
  ...mutantsOf('harness/planes/netns/faults/slow-dns.ts', named, [
    ['server.behave({ lateMs: delayMs })', 'server.behave({ lateMs: 1.1 * delayMs })'],
    [' || tookMs > delayMs * 1.05 + overdueMs', ''],
  ]),
  ...mutantsOf('harness/planes/netns/faults/fail-dns.ts', named, [
    ['manner[Symbol.dispose]()', ''],
    ['server.behave({ code: answer })', "server.behave({ code: 'NXDOMAIN' })"],
  ]),
  ...mutantsOf('harness/planes/netns/translations.ts', translated, [
    ['askedAtMs + shortestLimitMs < this.#clock.nowMs()', 'false'],
    ['if (reply) this.#learn(', 'if (!reply) this.#learn('],
    ['?.client ?? mask', '?.client ?? server'],
  ]),
  ...mutantsOf('harness/planes/netns/nat.ts', translated, [
    ['drawsPorts(nat) ? masqueradeAtRandom : masquerade', 'drawsPorts(nat) ? masquerade : masqueradeAtRandom'],
    ['isClient(place) && !place.listens', 'place.listens'],
  ]),
  ...mutantsOf(
    'harness/planes/netns/mapped-ports.ts',
    ['harness/planes/netns/datagrams.test.ts'],
    [['!sameEnd(now(one), port)', 'false']],
  ),
  ...mutantsOf('harness/planes/netns/faults/remap.ts', translated, [
    ['known.filter(tuple => trackedOne(router, tuple)).length', '0'],
    ['[forgetAll()]', '[]'],
  ]),
  ...mutantsOf(
    'harness/planes/netns/links.ts',
    ['harness/planes/netns/links.test.ts'],
    [
      ['    [port, seeds.in],\n', ''],
      ['{ ...netemOf(link), seed }', '{ ...netemOf(link), delayMs: 1.1 * (link.delayMs ?? 0), seed }'],
      ['? BEHIND_FIRST : ROOT', '? ROOT : ROOT'],
    ],
  ),
  ...mutantsOf(
    'harness/planes/netns/mss-clamp.ts',
    ['harness/planes/netns/mss-clamp.test.ts'],
    [
      ['  ...comingFrom(network, place),\n', ''],
      ['setMaxSegment(mssClampBytes)', 'setMaxSegment(mssClampBytes + 100)'],
      ['met.length === ways.length ?', 'true ?'],
    ],
  ),
  ...mutantsOf(
    'harness/planes/netns/testbed.ts',
    ['harness/planes/netns/found.test.ts'],
    [['      this.#vantages.hear() // who spoke last may not have been read yet\n', '']],
  ),
  ...mutantsOf(
    'harness/planes/netns/faults/suspend.ts',
    ['harness/planes/netns/faults/suspend.test.ts'],
    [
      ['  testbed.ignore(host)\n', ''],
      ['    testbed.ignore(host, false)\n', ''],
      ["signalAll(processesIn(place.netns), 'SIGCONT')", ''],
      ['const hole = openBlackHole(testbed, waysOf(testbed, place))', 'const hole = openBlackHole(testbed, [])'],
    ],
  ),
  ...mutantsOf('harness/observe/datagrams.ts', datagrams, [
    ["to === 'server' || askedMs", 'askedMs'],
    [' || atMs - askedMs > answerMs', ''],
    [' || askedMs < flow.notedAtMs', ''],
    ['if (!outgoing) return', ''],
    [' || passedAtMs.client === never', ''],
  ]),
  ...mutantsOf('harness/observe/datagram-kernels.ts', datagrams, [
    ['!hard || ', ''],
    ['!socket || !isConnected(socket)', '!socket'],
    [" || this.#known.get(keyOf(flow, side)) === 'lost'", ''],
    ["before === undefined ? 'traffic' : 'recovered'", "'traffic'"],
    ['if (ignored) this.#ignored.add(host)', 'if (!ignored) this.#ignored.add(host)'],
  ]),
]
