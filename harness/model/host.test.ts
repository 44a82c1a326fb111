import { expect, test } from 'vitest'
import { type Host, startingTogether, waitsFor } from './host.ts'

const hosts = [
  host('a', []),
  host('b', []),
  host('spare', [], { standsInFor: 'a' }),
  host('front', ['a', 'front2']),
  host('front2', ['front']),
  host('app', ['front'], { listens: false }),
  host('other', ['b'], { listens: false }),
]

test('who names others waits for them and for all that those name, and a circle does as one', () => {
  expect(startingTogether(hosts).map(names)).toEqual([['a'], ['b'], ['spare'], ['front', 'front2'], ['app'], ['other']])
  expect(waited('front')).toEqual(['a'])
})

test('who needs nobody waits for nobody', () => {
  expect([waited('a'), waited('b')]).toEqual([[], []])
})

test('a stand-in waits for the host whose address it may take', () => {
  expect(waited('spare')).toEqual(['a'])
})

test('a client waits for every server, whomever it names, and for no other client', () => {
  expect([waited('app'), waited('other')]).toEqual([
    ['a', 'b', 'spare', 'front', 'front2'],
    ['a', 'b', 'spare', 'front', 'front2'],
  ])
})

type Starting = Pick<Host, 'name' | 'connectsTo' | 'listens' | 'standsInFor'>

function host(name: string, connectsTo: readonly string[], more: Partial<Starting> = {}): Starting {
  return { name, connectsTo, listens: true, ...more }
}

/** Whom the circle of a host waits for, of the other circles. */
function waited(name: string): readonly string[] {
  const circles = startingTogether(hosts)
  const own = circles.find(circle => names(circle).includes(name)) ?? []
  return circles.filter(other => other !== own && waitsFor(own, other, hosts)).flatMap(names)
}

function names(circle: readonly Starting[]): readonly string[] {
  return circle.map(one => one.name)
}
