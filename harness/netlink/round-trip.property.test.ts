// Method: what is asked of the kernel has the same layout as its answers, so each builder's message is read back by the reader beside it.
// A field at a wrong place, a wrong byte order or a lost flag would pass a test that knows only how the message should look.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { holds } from '../kit/fixtures/fuzz.ts'
import { addAddress, addresses } from './address.ts'
import { attr, attributeList } from './attribute.ts'
import { remember, type Tuple, tracked } from './conntrack.ts'
import { ipBytes, ipText } from './ip-address.ts'
import { neighbours, setNeighbour } from './neighbour.ts'
import { accept, drop } from './nft/action.ts'
import { RULE, replaceTable } from './nft/batch.ts'
import { counters } from './nft/counters.ts'
import { expression } from './nft/expression.ts'
import { dport, iif, saddr } from './nft/match.ts'
import type { Rule } from './nft/table.ts'
import { addNetem } from './qdisc.ts'
import { qdiscOf } from './qdisc-state.ts'
import { addRoute, type Route, routes } from './route.ts'

const address = fc.oneof(fc.ipV4(), fc.ipV6()).map(text => ipText(ipBytes(text)))
const pair = fc.oneof(fc.tuple(fc.ipV4(), fc.ipV4()), fc.tuple(six(), six()))
const port = fc.integer({ min: 0, max: 0xffff })
const index = fc.integer({ min: 1, max: 2 ** 31 - 1 })
const device = index.map(number => ({ name: `d${number}`, index: number }))

/** IPv6 that is no mapped IPv4, which would be shown as that. */
function six(): fc.Arbitrary<string> {
  return fc
    .ipV6()
    .map(text => ipText(ipBytes(text)))
    .filter(text => text.includes(':'))
}

test('an address', () => {
  holds(fc.tuple(device, address, fc.nat({ max: 32 })), ([at, host, length]) => {
    const { body } = addAddress(at, `${host}/${length}`)
    expect(addresses({ dump: () => [body] })).toEqual([
      { deviceIndex: at.index, cidr: `${host}/${length}`, tentative: false },
    ])
  })
})

test('a neighbour', () => {
  const mac = fc.uint8Array({ minLength: 6, maxLength: 6 }).map(bytes =>
    Buffer.from(bytes)
      .toString('hex')
      .replaceAll(/..(?=.)/g, '$&:'),
  )
  holds(fc.tuple(device, address, mac, fc.constantFrom('permanent', 'reachable', 'stale')), ([at, host, to, state]) => {
    expect(neighbours({ dump: () => [setNeighbour(at, host, to, state).body] })).toEqual([
      { deviceIndex: at.index, address: host, mac: to, state },
    ])
  })
})

test('a route, through a gateway, through a device, or a refusal', () => {
  const ways = pair.chain(([to, via]): fc.Arbitrary<Route> => {
    const network = `${to}/24`
    const refuse = fc.constantFrom('unreachable', 'prohibit', 'blackhole')
    return fc.oneof(
      fc.constant({ to: network, via }),
      device.map(at => ({ to: network, via, device: at })),
      device.map(at => ({ to: network, device: at })),
      refuse.map(kind => ({ to: network, refuse: kind })),
    )
  })
  holds(ways, route => {
    expect(routes({ dump: () => [addRoute(route).body] })).toEqual([
      {
        to: route.to,
        via: 'via' in route ? route.via : undefined,
        deviceIndex: 'device' in route ? route.device?.index : undefined,
        refuse: 'refuse' in route ? route.refuse : undefined,
      },
    ])
  })
})

test('a tracked connection, with both its directions', () => {
  const ends = fc.tuple(pair, port, port, fc.constantFrom(6, 17))
  const tuple = ends.map(([[source, destination], sourcePort, destinationPort, protocol]): Tuple => {
    return { protocol, source, sourcePort, destination, destinationPort }
  })
  holds(fc.tuple(tuple, fc.nat({ max: 2 ** 32 - 1 })), ([original, seconds]) => {
    const { protocol, source, sourcePort, destination, destinationPort } = original
    const reply = {
      protocol,
      source: destination,
      sourcePort: destinationPort,
      destination: source,
      destinationPort: sourcePort,
    }
    const state = protocol === 6 ? 'ESTABLISHED' : undefined
    expect(tracked({ dump: () => [remember(original, seconds * 1_000 + 999).body] })).toEqual([
      { original, reply, state, timeoutMs: seconds * 1_000, assured: true, unreplied: false },
    ])
  })
})

test('what a slow way was told', () => {
  const hundredth = (most: number) => fc.nat({ max: most * 100 }).map(parts => parts / 100)
  const netem = fc.record({
    delayMs: hundredth(3_600_000),
    jitterMs: hundredth(2_147),
    lossPercent: hundredth(100),
    limitPackets: fc.nat({ max: 2 ** 32 - 1 }),
  })
  holds(fc.tuple(device, netem), ([at, told]) => {
    expect(qdiscOf({ dump: () => [addNetem(at, told).body] }, at)).toMatchObject({ kind: 'netem', netem: told })
  })
})

const name = fc.string({ unit: 'binary', minLength: 1, maxLength: 120 }).filter(text => text.isWellFormed())
const rule = fc.tuple(name, fc.ipV4(), port, fc.boolean()).map(([own, host, at, dropped]): Rule => {
  return { name: own, when: [iif('rc'), saddr(host), dport(at)], does: [dropped ? drop : accept] }
})

test('the rules of a table by their names, unless a name cannot be a comment of nft(8)', () => {
  const some = fc.uniqueArray(rule, { minLength: 1, maxLength: 5, selector: one => one.name })
  holds(some, rules => {
    const make = () => replaceTable({ name: 'lab', chains: [{ hook: 'forward', rules }] })
    if (rules.some(one => /["\\\n\0]/.test(one.name) || Buffer.byteLength(one.name) > 120)) {
      expect(make).toThrow('E_RULE')
      return
    }
    const added = make().filter(({ spans }) => spans)
    const read = Object.entries(counters({ dump: () => added.map(({ body }) => body) }, 'lab'))
    expect(new Map(read)).toEqual(new Map(rules.map(one => [one.name, { packets: 0, bytes: 0 }])))
  })
})

test('each part of a rule, at the place that an error would name', () => {
  holds(rule, one => {
    const rules = [{ ...one, name: 'a rule' }]
    for (const { body, spans = [] } of replaceTable({ name: 'lab', chains: [{ hook: 'forward', rules }] }))
      for (const { from, to } of spans) expect(() => [...attributeList(body.subarray(from, to))]).not.toThrow()
  })
})

test('what a rule has counted', () => {
  const count = fc.bigInt({ min: 0n, max: 2n ** 53n - 1n })
  const be64 = (value: bigint) => Buffer.from(value.toString(16).padStart(16, '0'), 'hex')
  holds(
    fc.tuple(
      name.filter(text => !text.includes('\0')),
      count,
      count,
    ),
    ([own, bytes, packets]) => {
      const text = Buffer.from(`${own}\0`)
      const counted = expression('counter', attr(1, be64(bytes)), attr(2, be64(packets)))
      const comment = attr(RULE.USERDATA, Buffer.concat([Buffer.from([0, text.length & 0xff]), text]))
      const body = Buffer.concat([
        Buffer.alloc(4),
        attr(RULE.EXPRESSIONS, Buffer.concat([expression('meta'), counted])),
        comment,
      ])
      expect(counters({ dump: () => [body] }, 'lab')).toEqual({
        [own]: { packets: Number(packets), bytes: Number(bytes) },
      })
    },
  )
})
