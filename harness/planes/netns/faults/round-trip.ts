// How late an answer comes: an echo request of our own, to a server and back, timed while the programs go on with theirs.
import { readFileSync } from 'node:fs'
import { sleep } from '../../../kit/clock.ts'
import type { Ms } from '../../../model/units.ts'
import type { Netns } from '../../../netlink/netns.ts'
import type { Canary } from '../canary-frame.ts'
import type { PacketTestbed } from '../packet-testbed.ts'

/** A measurement under way. Disposing gives it up. */
export interface RoundTrip extends Disposable {
  /** How long the answer took; undefined as long as there is none. */
  readonly tookMs: Ms | undefined
  /** How long ago the last request was sent. */
  sinceMs(): Ms
}

/** Sends a request, and another one whenever the last is overdue, because it may have been lost; until one is answered. */
export function timeRoundTrip(
  testbed: PacketTestbed,
  path: Pick<Canary, 'from' | 'to'>,
  expected: Expected,
): RoundTrip {
  const { clock } = testbed.recorder
  const { netns } = testbed.place(path.from)
  const { family } = testbed.network
  const stop = new AbortController()
  const everyMs = Math.min(Math.max(expected.leastMs / 50, 1), 50)
  const answered = () => echoReplies(netns, family)
  let sentAtMs = clock.nowMs()
  let tookMs: Ms | undefined
  // What cannot be sent or read is a network that is gone: then there is no answer, and that is all there is to say.
  void ask().catch(() => {})
  return {
    get tookMs() {
      return tookMs
    },
    sinceMs: () => clock.nowMs() - sentAtMs,
    [Symbol.dispose]: () => stop.abort(),
  }

  async function ask(): Promise<void> {
    const before = answered()
    while (tookMs === undefined) {
      sentAtMs = clock.nowMs()
      testbed.sendCanary(path)
      while (tookMs === undefined && clock.nowMs() < sentAtMs + expected.mostMs + overdueMs) {
        await sleep(everyMs, stop.signal)
        if (answered() > before) tookMs = clock.nowMs() - sentAtMs
      }
    }
  }
}

/** Between which times an answer that is not lost comes back, on a network that is quick but for the fault. */
interface Expected {
  readonly leastMs: Ms
  readonly mostMs: Ms
}

/** A busy machine may be so late. */
const overdueMs = 1_000

/** The answers that a host's kernel has taken in: `nstat -az IcmpMsgInType0 Icmp6InEchoReplies`. */
export function echoReplies(netns: Netns, family: 4 | 6): number {
  const read = (name: string) => netns.run(() => readFileSync(`/proc/thread-self/net/${name}`, 'latin1'))
  if (family === 6) return Number(/^Icmp6InEchoReplies\s+(\d+)/m.exec(read('snmp6'))?.[1] ?? 0)
  const [names = [], values = []] = [...read('snmp').matchAll(/^Icmp: (.*)$/gm)].map(([, words = '']) =>
    words.split(' '),
  )
  return Number(values[names.indexOf('InEchoReps')] ?? 0)
}
