// Method: each kind is typed as its own help shows it; what is typed is written as its author would, and read again by the function that it names.
import { describe, expect, test } from 'vitest'
import type { Fault } from '../model/fault.ts'
import { anyFaults } from './fixtures/any-fault.ts'
import { sameFault } from './same-fault.ts'
import { typed } from './typed.ts'
import { type About, exampleFor, typedFault, typedNames } from './typed-fault.ts'
import { writtenFault } from './written-fault.ts'

const pair: About = {
  hosts: [
    { name: 'db', listens: true, connectsTo: [] },
    { name: 'b', listens: true, connectsTo: [], standsInFor: 'db' },
    { name: 'app', listens: false, connectsTo: ['db'] },
  ],
  names: ['db.test'],
}

const take = (line: string): Fault => {
  const [name = '', ...words] = line.split(' ')
  return typedFault(name, words, pair)
}

test.for([
  ['power-off db', "powerOff('db')"],
  ['power-off', "powerOff('db')"],
  ['power-off db 30s', "powerOff('db', { backAfter: '30s' })"],
  ['power-off db neighbours=unreachable', "powerOff('db', { neighbours: 'unreachable' })"],
  ['black-hole', 'blackHole()'],
  ['black-hole app db 5s', "blackHole({ between: ['app', 'db'], for: '5s' })"],
  ['black-hole db', "blackHole({ toward: 'db' })"],
  ['takeover b', "takeover({ host: 'db', by: 'b' })"],
  ['takeover db b after=2s announce=false', "takeover({ host: 'db', by: 'b', after: '2s', announce: false })"],
  ['firewall 30s', "idleFirewall({ idle: '30s' })"],
  ['firewall aws-nlb', "idleFirewall('aws-nlb-tcp')"],
  ['slow app db 2s loss=2%', "slow({ delay: '2s', loss: 2, between: ['app', 'db'] })"],
  ['freeze', "frozenPeer('db')"],
  ['freeze app 5s', "frozenPeer('app', { for: '5s' })"],
  ['starve db 5%', "cpuStarvation('db', { sharePercent: 5 })"],
  ['compete db competitors=9', "cpuStarvation('db', { competitors: 9 })"],
  ['reject host-unreachable', "reject('host-unreachable')"],
  ['kill db', "processKill('db')"],
  ['reset app db', "reset({ between: ['app', 'db'] })"],
  ['move-name b', "moveName('db.test', 'b')"],
  ['fail-dns answer=NXDOMAIN', "failDns({ answer: 'NXDOMAIN' })"],
  ['reorder app db 50ms percent=25', "reorder({ percent: 25, delay: '50ms', between: ['app', 'db'] })"],
] as const)('"%s" is %s', ([line, call]) => {
  expect(writtenFault(take(line)).text).toBe(call)
})

describe('what is meant by nobody is refused, with what there is', () => {
  test.for([
    [
      'power-off bd',
      'Cannot take the step: power-off does not take it, got "bd". There are the hosts db, b, app. Did you mean',
    ],
    ['power-off db app', 'it is about one host, got "db app". Write power-off db'],
    ['black-hole db b app', 'it is about two hosts at the most'],
    ['power-off db back-afte=3s', 'Did you mean "backAfter"? [E_UNKNOWN_FIELD]'],
    ['slow', "Write slow({ delay: '2s' }) [E_SLOW]"],
    ['freeze db 5', 'freeze does not take it, got "5"'],
  ] as const)('%s', ([line, words]) => {
    expect(() => take(line)).toThrow(words)
  })

  test('a host has to be named where there are two of a kind, and a name where there is none', () => {
    const two = { hosts: pair.hosts.map(({ standsInFor: _, ...host }) => host), names: [] }
    expect(() => typedFault('freeze', [], two)).toThrow(
      'it has to name a host, got "freeze". Write freeze db. There are the hosts',
    )
    expect(() => typedFault('takeover', [], two)).toThrow('it has to name who takes over')
    expect(() => typedFault('move-name', ['b'], two)).toThrow(
      'it has to say which name moves, got "move-name". The scenario has none',
    )
  })
})

test('each kind has a name, and an example that begins with its shortest', () => {
  const kinds = Object.entries(typed).filter(([, { call }]) => call !== 'noFault')
  for (const [kind, one] of kinds) {
    expect(typedNames.get(kind)).toBe(one)
    expect(exampleFor(one, pair).split(/[ ,]/)[0]).toBe(one.also?.[0] ?? kind)
  }
})

test('an example names hosts that there are', () => {
  const about = {
    hosts: [
      { name: 'pg', listens: true, connectsTo: [] },
      { name: 'web', listens: false, connectsTo: ['pg'] },
    ],
    names: [],
  }
  expect(exampleFor(typed['black-hole'], about)).toBe('black-hole web pg [5s] [toward=pg] [port=5432]')
})

test('whatever fault is written, evaluating it makes the same fault', () => {
  const makers = Object.fromEntries(Object.values(typed).map(({ call, make }) => [call, make]))
  const evaluate = new Function('makers', 'text', 'with (makers) return eval(text)')
  const all = anyFaults(20)
  expect(all.map(fault => sameFault(evaluate(makers, `(${writtenFault(fault).text})`), fault))).toEqual(
    all.map(() => true),
  )
  expect(all.filter(fault => writtenFault(fault).name === undefined).length).toBeLessThan(all.length / 5)
})
