// The faults as functions, so that a scenario reads as a sentence. Each gives plain data.
import { HalfopenError } from '../kit/errors.ts'
import type { Fault } from '../model/fault.ts'
import type { Host, Role } from '../model/units.ts'
import { type Duration, parseMs } from './duration.ts'
import { refuseUnknown } from './unknown.ts'

/** A host by its role, or by a program of a testbed that runs on it. */
export type HostLike = Host | { readonly host: Host }

/** The healthy control: nothing goes wrong, so nobody may give up. */
export function noFault(): Fault<'none'> {
  return { kind: 'none' }
}

/** The host loses power: gone without a FIN, a RST or an ICMP message. */
export function powerOff(host: HostLike): Fault<'power-off'> {
  return { kind: 'power-off', host: asHost(host) }
}

/** Packets vanish, both ways unless `toward` says which; with `forMs` it heals by itself, a blip. */
export function blackHole(options: { toward?: Role | 'both'; forMs?: Duration } = {}): Fault<'black-hole'> {
  refuseUnknown('fault black-hole', options, ['toward', 'forMs'])
  const { toward = 'both', forMs } = options
  return {
    kind: 'black-hole',
    toward,
    ...(forMs === undefined ? {} : { forMs: parseMs(forMs) }),
  }
}

/** A firewall forgets a connection that was idle for `idleMs`; what comes later it drops, or answers with a RST. */
export function idleFirewall(options: { idleMs: Duration; onNextPacket?: 'drop' | 'reset' }): Fault<'idle-firewall'> {
  refuseUnknown('fault idle-firewall', options, ['idleMs', 'onNextPacket'])
  return { kind: 'idle-firewall', idleMs: parseMs(options.idleMs), onNextPacket: options.onNextPacket ?? 'drop' }
}

/** The process is stopped while its kernel goes on answering. */
export function frozenPeer(host: HostLike): Fault<'frozen-peer'> {
  return { kind: 'frozen-peer', host: asHost(host) }
}

/** The control: the process is killed, and its kernel tells everybody. */
export function processKill(host: HostLike): Fault<'process-kill'> {
  return { kind: 'process-kill', host: asHost(host) }
}

function asHost(host: HostLike): Host {
  const name = typeof host === 'string' ? host : host?.host
  if (name === 'client' || name === 'server' || name === 'standby') return name
  throw new HalfopenError('E_HOST', `Cannot use the fault: it needs a host, got "${String(name)}"`, {
    fix: "Name 'client', 'server' or 'standby', or pass a program of the testbed",
  })
}
