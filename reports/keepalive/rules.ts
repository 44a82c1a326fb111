// The kernel's rules in words, each with its source and with the measurements that show it.
import { isDeepStrictEqual } from 'node:util'
import { blackHole } from '../../harness/faults/black-hole.ts'
import { noFault } from '../../harness/faults/none.ts'
import { powerOff } from '../../harness/faults/power-off.ts'
import { sameFault } from '../../harness/faults/same-fault.ts'
import { takeover } from '../../harness/faults/takeover.ts'
import type { Measured, Measurement } from '../../harness/model/comparison.ts'
import type { ConnectionState } from '../../harness/model/connection-state.ts'
import type { Fault } from '../../harness/model/fault.ts'
import type { Settings } from '../../harness/model/settings.ts'

/** A rule, and which measurements belong to it. */
export interface Rule {
  readonly title: string
  readonly text: string
  readonly shown: (of: Shown) => boolean
}

type Shown = Pick<Measurement, 'settings' | 'fault' | 'state'> & Pick<Measured, 'rttMs'>

/** In the order in which one meets them. Source of all that names no other: net/ipv4/tcp_timer.c and kernel/time/timer.c of Linux 6.12. */
export const rules: readonly Rule[] = [
  {
    title: 'Nobody is told',
    text: 'A host that loses power says nothing. An idle connection sends nothing either, so without any setting it stands for ever. SO_KEEPALIVE is off unless a program switches it on, and TCP_USER_TIMEOUT alone does not help: it counts only while something is outstanding (tcp(7)).',
    shown: of => isUnder(of, powerOff('server')) && hasOnly(of.settings, 'userTimeoutMs'),
  },
  {
    title: 'Idle: keepalive alone',
    text: `Dead after \`idle + interval x count\` of silence: never earlier, and later by what the timer wheel rounds. A timer is kept the more coarsely the longer it is; with HZ=250 one below 252 ms is up to 4 ms late, below 2 s 32 ms, below 16 s a quarter of a second, below 129 s 2 s, below 17 min 16 s, below 138 min 131 s (kernel/time/timer.c, LVL_START). What Linux does unless told otherwise, 7200/75/9, is 2 h 11 min. The sysctls net.ipv4.tcp_keepalive_* fill in what a program left unset; they switch nothing on.`,
    shown: of =>
      isUnder(of, powerOff('server')) && of.settings.keepalive !== undefined && hasOnly(of.settings, 'keepalive'),
  },
  {
    title: 'Idle: TCP_USER_TIMEOUT replaces the count',
    text: 'With both set the count is not looked at. The connection dies at the first probe that finds one probe unanswered and nothing heard for as long as the timeout: `idle + k x interval`, with the least k from 1 for which that is enough. A timeout below the idle time gives `idle + interval`.',
    shown: of =>
      isUnder(of, powerOff('server')) && of.settings.keepalive !== undefined && of.settings.userTimeoutMs !== undefined,
  },
  {
    title: 'Surprise: a busy connection has no keepalive',
    text: 'While anything is unacknowledged the keepalive timer only looks again later: retransmission has the connection, and tcp_retries2 decides, by default 15, which is at least 924.6 s. Keepalive 30/1/10 promises 40 s, and keeps it as long as nothing was sent. What to do: TCP_USER_TIMEOUT, or a deadline of the program itself. As scenarios: scenarios/surprises/keepalive-busy and its twin keepalive-idle.',
    shown: of => isUnder(of, powerOff('server'), of.state) && isDeepStrictEqual(of.settings, promisesFortySeconds),
  },
  {
    title: 'Busy: tcp_retries2',
    text: 'It is a time and no count: the time in which so many retransmissions would have been made with a first timeout of 200 ms that doubles up to 120 s (tcp_model_timeout, retransmits_timed_out). The clock starts at the first retransmission.',
    shown: of => isUnder(of, powerOff('server'), 'data-in-flight') && hasOnly(of.settings, 'retries2'),
  },
  {
    title: 'Busy: TCP_USER_TIMEOUT',
    text: 'It takes the place of tcp_retries2, with keepalive or without, and the last retransmission is moved to where it ends (tcp_clamp_rto_to_user_timeout).',
    shown: of =>
      isUnder(of, powerOff('server'), 'data-in-flight') &&
      of.settings.userTimeoutMs !== undefined &&
      !of.settings.heartbeat,
  },
  {
    title: 'The window is closed, and the peer is gone',
    text: 'A sender that may not send asks again by window probes, and keepalive is off as well. tcp_retries2 decides on what is probed in vain, TCP_USER_TIMEOUT where it is set (tcp_probe_timer).',
    shown: of => isUnder(of, blackHole(), 'zero-window'),
  },
  {
    title: 'Surprise: TCP_USER_TIMEOUT gives up on a peer that is alive',
    text: 'The same timeout runs while the peer lives and answers every probe: its window is closed because its program does not read. RFC 9293 (3.8.6.1) wants such a connection to stand; Linux ends it. Whoever sets TCP_USER_TIMEOUT also says how long a peer may be too busy to read. As scenarios: scenarios/surprises/user-timeout-zero-window and its twins zero-window and user-timeout-open-window.',
    shown: of => isUnder(of, noFault(), 'zero-window'),
  },
  {
    title: 'Connecting',
    text: 'A SYN that nobody answers is repeated tcp_syn_retries times (TCP_SYNCNT), since Linux 6.5 the first four after a second each; TCP_USER_TIMEOUT ends it where it is shorter. Keepalive has no say. In SYN-RECV, on the other side, tcp_synack_retries decides and no program is notified.',
    shown: of => isUnder(of, blackHole(), 'connecting'),
  },
  {
    title: 'Somebody else answers',
    text: 'Where a standby has taken the address over, or the host is back, the next packet is answered with a RST. Until it sends one a client knows nothing: keepalive finds it at the next probe, after the idle time at the latest.',
    shown: of => isUnder(of, takeover()),
  },
  {
    title: 'A heartbeat of the program',
    text: 'With a deadline for the answer it is noticed after `every + deadline` at the latest, and it is the only thing that notices a peer whose program hangs while its kernel goes on answering. Without a deadline it is only unacknowledged data: TCP_USER_TIMEOUT or tcp_retries2 decide, and a peer that hangs is never noticed.',
    shown: ({ settings, rttMs }) => settings.heartbeat !== undefined && rttMs === undefined,
  },
  {
    title: 'A long way: the round trip',
    text: 'Keepalive counts from what it heard last, and that is half a round trip old already when it is heard: it is noticed as soon as on a short way, or sooner. What is written is sent again after the retransmission timeout, which is the round trip and at least 200 ms on top, and of a fresh connection three round trips (RFC 6298, 2.2): TCP_USER_TIMEOUT and tcp_retries2 begin to count after two of them, so each takes longer by several round trips. A heartbeat has to leave its answer the round trip: a deadline below it gives up on a peer that is alive. A SYN has no round trip to go by, and waits a second. `--rtt` of explain, recommend and compare counts with it.',
    shown: ({ rttMs }) => rttMs !== undefined,
  },
]

const promisesFortySeconds: Settings = { keepalive: { idleMs: 30_000, intervalMs: 1_000, count: 10 } }

/** Whatever the connection is doing where no state is named. */
function isUnder({ fault, state, rttMs }: Shown, wanted: Fault, inState?: ConnectionState): boolean {
  return rttMs === undefined && sameFault(fault, wanted) && state === inState
}

/** Nothing else is set. */
function hasOnly(settings: Settings, field: keyof Settings): boolean {
  return Object.keys(settings).every(name => name === field)
}
