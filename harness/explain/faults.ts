// The faults that an explanation goes through: what kills a peer, what only seems to, and the controls.
import { blackHole } from '../faults/black-hole.ts'
import { frozenPeer } from '../faults/frozen-peer.ts'
import { idleFirewall } from '../faults/idle-firewall.ts'
import { linkDown } from '../faults/link-down.ts'
import { noFault } from '../faults/none.ts'
import { powerOff } from '../faults/power-off.ts'
import { processKill } from '../faults/process-kill.ts'
import { reject } from '../faults/reject.ts'
import { takeover } from '../faults/takeover.ts'
import type { Fault } from '../model/fault.ts'

/** In the order of the table. */
export const explainedFaults: readonly Fault[] = [
  powerOff('server'),
  blackHole(),
  linkDown('server'),
  reject('host-unreachable'),
  powerOff('server', { backAfter: '30s' }),
  takeover({ after: '2s' }),
  reject('reset'),
  idleFirewall('azure-lb'),
  idleFirewall('aws-nlb'),
  frozenPeer('server'),
  blackHole({ for: '5s' }),
  processKill('server'),
  noFault(),
]
