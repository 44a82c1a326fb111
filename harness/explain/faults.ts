// The faults that an explanation goes through: what kills a peer, what only seems to, and the controls.
import {
  blackHole,
  frozenPeer,
  idleFirewall,
  linkDown,
  noFault,
  powerOff,
  processKill,
  reject,
  takeover,
} from '../define/faults.ts'
import type { Fault } from '../model/fault.ts'

/** In the order of the table. */
export const explainedFaults: readonly Fault[] = [
  powerOff('server'),
  blackHole(),
  linkDown('server'),
  reject('host-unreachable'),
  powerOff('server', { backAfterMs: '30s' }),
  takeover({ afterMs: '2s' }),
  reject('reset'),
  idleFirewall('azure-lb'),
  idleFirewall('aws-nlb'),
  frozenPeer('server'),
  blackHole({ forMs: '5s' }),
  processKill('server'),
  noFault(),
]

/** The peer is heard again by itself, or was never gone: who gives up is wrong. */
export function isAlive(fault: Fault): boolean {
  return fault.kind === 'none' || ('forMs' in fault && fault.forMs !== undefined)
}
