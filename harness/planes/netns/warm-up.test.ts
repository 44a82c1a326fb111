// A network is warm when each pair has had its answer in each family: tried with a path that is made of numbers.
import { expect, test } from 'vitest'
import { Netns } from '../../netlink/netns.ts'
import type { HostPlace } from './network.ts'
import { type Pair, warmUp } from './warm-up.ts'

/** Nothing is sent in it. */
const netns = Netns.home()
const place = (host: string): HostPlace => {
  const end = { netns, name: `r${host}`, index: 1, mac: '' }
  const addresses = { 4: '', 6: '' }
  const rest = { connectsTo: [], listens: false, device: end, port: end, gate: end, addresses, gateways: addresses }
  return { host, netns, ...rest }
}
const pairs = ['a', 'b'].map((name): Pair => ({ client: place(name), server: place('server') }))

/** Greetings that are lost come in `lost`, each once; the others are answered. */
function path(lost: readonly string[]) {
  const sent: string[] = []
  const counts: Record<string, number> = {}
  const left = [...lost]
  const send = ({ client: { host, gate } }: Pair, family: 4 | 6) => {
    const greeting = `${host}${family}`
    sent.push(greeting)
    const at = left.indexOf(greeting)
    if (at >= 0) left.splice(at, 1)
    else counts[gate.name] = (counts[gate.name] ?? 0) + 1
  }
  return { sent, families: [4, 6] as const, send, passed: () => ({ ...counts }) }
}

test('each pair is greeted once in each family where all answers come', async () => {
  const all = path([])
  await warmUp(pairs, all, AbortSignal.timeout(2_000))
  expect(all.sent).toEqual(['a4', 'a6', 'b4', 'b6'])
})

test('whose answer is missing in one family is greeted again in each of them, until it comes', async () => {
  const lossy = path(['b6', 'b6'])
  await warmUp(pairs, lossy, AbortSignal.timeout(2_000))
  expect(lossy.sent).toEqual(['a4', 'a6', 'b4', 'b6', 'b4', 'b6', 'b6'])
})
