// An old segment is sent again where it came in: captured from the wire, byte by byte, and judged anew by whatever is on its way.
import { release } from 'node:os'
import { sleep } from '../../../kit/clock.ts'
import { sameEnd } from '../../../kit/socket-end.ts'
import { until } from '../../../kit/until.ts'
import type { Fault } from '../../../model/fault.ts'
import type { Ms } from '../../../model/units.ts'
import { ctState, tcp } from '../../../netlink/nft/match.ts'
import { readSegment, type Segment } from '../../../observe/segment.ts'
import type { TapFrame } from '../../../observe/tap.ts'
import type { Injection } from '../../plane.ts'
import { whole } from '../canary-frame.ts'
import { totalOf } from '../evidence.ts'
import { injected } from '../injection.ts'
import { invalidDropped, isHidden } from '../nat.ts'
import type { HostPlace } from '../network.ts'
import type { PacketTestbed } from '../packet-testbed.ts'
import { originalSegment } from '../translations.ts'
import { waysAbout } from '../ways.ts'

/** Waits for a segment, keeps it, and sends it again: what was not seen to come again is no evidence. Rejects with E_DEADLINE where nobody says anything. */
export async function replay(testbed: PacketTestbed, fault: Fault<'replay'>, signal: AbortSignal): Promise<Injection> {
  const { clock } = testbed.recorder
  const { translations } = testbed.network
  const invalidAt = (hook: 'forward' | 'input') =>
    ({ hook, rules: [{ name: `invalid, ${hook}`, when: [tcp, ctState('invalid')], does: [] }] }) as const
  const rules = testbed.enforce([invalidAt('forward'), invalidAt('input')])
  const kept = await heard(testbed, fault, signal)
  await sleep(Math.max(0, kept.atMs + fault.afterMs - clock.nowMs()), signal)
  const frame = whole(kept.frame, aheadBytes[fault.outOfWindow ?? 'as it was'])
  const sent = readSegment(frame) ?? kept.segment
  let came = 0
  let passedOn = 0
  let untranslated = 0
  let resets = 0
  const hearing = testbed.listen(({ outgoing, bytes }) => {
    const segment = originalSegment(testbed.network, bytes)
    if (!segment || !between(segment, kept.segment)) return
    if (segment.rst) resets += outgoing ? 1 : 0
    else if (segment.seq === sent.seq && segment.payloadBytes === sent.payloadBytes) {
      if (!outgoing) came++
      else if (translations && isHidden(kept.from) && readSegment(bytes)?.source.address === segment.source.address)
        untranslated++
      else passedOn++
    }
  })
  const before = rules.packets()
  const droppedBefore = invalidDropped(testbed.network)
  const atMs = clock.nowMs()
  testbed.resend(kept.from, frame)
  const byMs = clock.nowMs()
  const evidence = () => {
    testbed.poll()
    const now = rules.packets()
    if (!before || !now || came === 0) return undefined
    const invalid = totalOf(now) - totalOf(before)
    const ageMs = Math.round(atMs - kept.atMs)
    const { payloadBytes } = kept.segment
    const dropped = invalidDropped(testbed.network) - droppedBefore
    const way =
      passedOn > 0 ? 'passed on' : untranslated > 0 ? "passed on under its client's own address" : 'not passed on'
    return {
      text: `a segment of ${payloadBytes} bytes, ${ageMs} ms old, sent again${placeWords(fault)}: ${way}, ${invalid} called invalid${invalidWords(fault, invalid)}, ${dropped} dropped for it, ${resets} RST since`,
      facts: { payloadBytes, ageMs, passedOn, untranslated, invalid, dropped, resets },
    }
  }
  const heal = () => {
    hearing[Symbol.dispose]()
    rules[Symbol.dispose]()
  }
  return injected(testbed, { fault, atMs, byMs, evidence, heal })
}

interface Kept {
  readonly from: HostPlace
  readonly frame: Buffer
  readonly segment: Segment
  readonly atMs: Ms
}

/** The first with data that comes in from a host on one of the ways. */
async function heard(testbed: PacketTestbed, fault: Fault<'replay'>, signal: AbortSignal): Promise<Kept> {
  const ways = waysAbout(testbed, fault)
  const { clock } = testbed.recorder
  const { toward = 'both' } = fault
  const { hostAt } = testbed.network
  let found: Kept | undefined
  using _hearing = testbed.listen((frame: TapFrame) => {
    const segment = found || frame.outgoing ? undefined : originalSegment(testbed.network, frame.bytes)
    if (!segment || segment.payloadBytes === 0 || !ways.some(way => way.concerns(segment))) return
    if (toward !== 'both' && hostAt(segment.target.address)?.host !== toward) return
    const from = hostAt(segment.source.address)
    if (from?.gate.index !== frame.deviceIndex) return
    found = { from, frame: Buffer.from(frame.bytes), segment, atMs: clock.fromWallMs(frame.wallMs) }
  })
  const what = 'see a segment with data that could be sent again'
  return await until(what, () => found, { withinMs: Math.max(leastMs, fault.afterMs), everyMs: 2, signal })
}

/** A program that says something at all says it by then. */
const leastMs = 2_000

/** Farther than any window reaches (RFC 7323 section 2.3), and less than half of all numbers, so that it lies on that side. */
const aheadBytes = { behind: -(2 ** 30), 'as it was': 0, ahead: 2 ** 30 + 2 ** 20 } as const

function placeWords({ outOfWindow }: Fault<'replay'>): string {
  return outOfWindow === undefined
    ? ''
    : `, a gigabyte ${{ behind: 'behind', ahead: 'ahead of' }[outOfWindow]} the window`
}

/** Since then old data is let by, and changes nothing of what is known: tcp_in_window in nf_conntrack_proto_tcp.c. */
function invalidWords({ outOfWindow }: Fault<'replay'>, invalid: number): string {
  return outOfWindow === 'behind' && invalid === 0 ? `, as since Linux 6.2 (this is ${release()})` : ''
}

/** Whether both are of one connection. */
function between({ source, target }: Segment, kept: Segment): boolean {
  const ends = [kept.source, kept.target]
  return [source, target].every(end => ends.some(one => sameEnd(one, end)))
}
