// A firewall forgets a connection that was idle for too long: the kernel's own connection tracking, with its own timeout.
import { HalfopenError } from '../../../kit/errors.ts'
import { hundredths } from '../../../kit/format-time.ts'
import type { Evidence } from '../../../model/evidence.ts'
import type { Fault } from '../../../model/fault.ts'
import type { Ms } from '../../../model/units.ts'
import type { Injection } from '../../plane.ts'
import { injected } from '../injection.ts'
import { portsSince } from '../mapped-ports.ts'
import type { PacketTestbed } from '../packet-testbed.ts'
import { Silences } from '../silences.ts'
import { raiseFirewall } from './firewall.ts'
import { keptAlive } from './kept-alive.ts'
import { Memory } from './memory.ts'

/**
 * In force as soon as a connection is forgotten, or when their packets, keepalive probes too, have kept all of them alive for twice
 * the limit. Idleness counts from the injection on. Rejects with E_IDLE_LIMIT where the limit is not in whole seconds.
 */
export async function idleFirewall(
  testbed: PacketTestbed,
  fault: Fault<'idle-firewall'>,
  signal: AbortSignal,
): Promise<Injection> {
  const limitMs = parseLimit(fault)
  const { recorder, network } = testbed
  const { clock } = recorder
  const silences = new Silences(testbed)
  const firewall = raiseFirewall(testbed, fault, limitMs)
  const otherPorts = portsSince(network, firewall.standing())
  const memory = new Memory({ firewall, clock, silences, limitMs, poll: () => testbed.poll() })
  const lower = () => {
    silences[Symbol.dispose]()
    firewall[Symbol.dispose]()
  }
  try {
    await memory.settled(firewall.knownFromMs + 2 * limitMs, signal)
  } catch (thrown) {
    lower()
    throw thrown
  }
  const inForce = memory.forgotten[0] ?? { atMs: clock.nowMs(), byMs: clock.nowMs() }
  let doubted = false
  const evidence = async () => {
    testbed.poll()
    memory.look()
    const nowMs = clock.nowMs()
    const story = tell(memory, limitMs, nowMs - firewall.knownFromMs)
    const refusals = await firewall.refusals()
    if (memory.amiss !== undefined && !doubted) recorder.trouble(memory.amiss)
    doubted = memory.amiss !== undefined
    if (!story || !refusals || doubted) return undefined
    const spared = keptAlive(testbed, memory, silences, nowMs)
    const byAnotherPort = network.translations ? otherPorts() : undefined
    return {
      text: `${story.text}; ${byAnotherPort === undefined ? '' : `${byAnotherPort} go on by another port of the router; `}${refusals.text}`,
      facts: { ...story.facts, ...(byAnotherPort === undefined ? {} : { byAnotherPort }), ...refusals.facts },
      ...(spared.length > 0 ? { spared } : {}),
    }
  }
  const { atMs, byMs } = inForce
  return injected(testbed, { fault, atMs, byMs, evidence, heal: lower })
}

/** Where its packets have kept every connection alive, `forgotten` is 0 and `keptAliveMs` says for how long. */
function tell(memory: Memory, limitMs: Ms, sinceMs: Ms): Evidence | undefined {
  const known = memory.known.length
  const forgotten = memory.forgottenConnections
  if (memory.relapsed() || forgotten + known === 0) return undefined
  if (forgotten === 0)
    return {
      text: `limit ${hundredths(limitMs)}; ${connections(known)} kept alive by packets for ${hundredths(sinceMs)}`,
      facts: { limitMs, forgotten, known, keptAliveMs: sinceMs },
    }
  const silentMs = Math.min(...memory.forgotten.map(one => one.silentMs))
  return {
    text: `forgot ${connections(forgotten)} after ${hundredths(silentMs)} without a packet, limit ${hundredths(limitMs)}, remembers ${known}`,
    facts: { limitMs, forgotten, known, silentMs },
  }
}

function parseLimit({ idleMs }: Fault<'idle-firewall'>): Ms {
  if (idleMs >= 1_000 && idleMs % 1_000 === 0) return idleMs
  throw new HalfopenError(
    'E_IDLE_LIMIT',
    `Cannot inject idle-firewall: connection tracking counts in whole seconds, got "${idleMs} ms"`,
    { fix: 'Give idleMs as a multiple of 1000, at least that' },
  )
}

function connections(count: number): string {
  return `${count} ${count === 1 ? 'connection' : 'connections'}`
}
