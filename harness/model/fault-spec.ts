// A fault together with what the connection is doing when it comes, and its one short spelling: what a command line takes and a report shows.
import type { Fault, Faults } from './fault.ts'
import { formatDuration } from './format-duration.ts'
import type { ConnectionState } from './scenario.ts'

/** `state` is absent where the fault comes whatever the connection is doing: of a client that is quiet in between, while it is idle. */
export interface FaultSpec {
  readonly fault: Fault
  readonly state?: ConnectionState
}

/**
 * `power-off`, `idle-firewall=aws-nlb`, `blip=5s/busy`: parseFaultSpec() reads it again. What has no spelling, such as one way of a
 * black hole, is its kind with its fields as JSON.
 */
export function formatFaultSpec({ fault, state }: FaultSpec): string {
  return `${formatFault(fault)}${state === undefined ? '' : `/${stateWords[state]}`}`
}

/** The fault's part of it. */
export function formatFault<K extends keyof Faults>(fault: Fault<K>): string {
  const spell: (fault: Fault<K>) => string | undefined = spellings[fault.kind]
  return spell(fault) ?? `${fault.kind}${JSON.stringify({ ...fault, kind: undefined })}`
}

/** How states are written: `busy` is what people call data in flight. */
export const stateWords = {
  idle: 'idle',
  'awaiting-answer': 'awaiting-answer',
  'data-in-flight': 'busy',
  connecting: 'connecting',
  'zero-window': 'zero-window',
} as const satisfies Record<ConnectionState, string>

const spellings: { readonly [K in keyof Faults]: (fault: Fault<K>) => string | undefined } = {
  none: () => 'none',
  'power-off': ({ host, neighbours = 'silent', backAfterMs }) => {
    if (host !== 'server' || neighbours !== 'silent') return undefined
    return backAfterMs === undefined ? 'power-off' : `reboot=${formatDuration(backAfterMs)}`
  },
  'black-hole': ({ toward, forMs }) => {
    if (toward !== 'both') return undefined
    return forMs === undefined ? 'black-hole' : `blip=${formatDuration(forMs)}`
  },
  'idle-firewall': ({ idleMs, onNextPacket, box }) =>
    `idle-firewall=${box ?? `${formatDuration(idleMs)}${onNextPacket === 'reset' ? ',reset' : ''}`}`,
  slow: ({ delayMs, jitterMs, lossPercent, toward = 'both', forMs }) => {
    if (jitterMs !== undefined || toward !== 'both' || forMs !== undefined) return undefined
    if (lossPercent === undefined) return `slow=${formatDuration(delayMs)}`
    return delayMs === 0 ? `loss=${lossPercent}%` : undefined
  },
  'frozen-peer': ({ host, forMs }) => {
    if (host !== 'server') return undefined
    return forMs === undefined ? 'frozen-peer' : `pause=${formatDuration(forMs)}`
  },
  'cpu-starvation': ({ host, sharePercent }) => (host === 'server' ? `cpu-starvation=${sharePercent}%` : undefined),
  takeover: ({ afterMs, announce }) => {
    if (!announce) return undefined
    return afterMs === 0 ? 'takeover' : `takeover=${formatDuration(afterMs)}`
  },
  reject: ({ answer }) => (answer === 'reset' ? 'reject' : `reject=${answer}`),
  'link-down': ({ host, end }) => (host === 'server' && end === 'far' ? 'link-down' : undefined),
  'mtu-black-hole': ({ maxBytes }) => `mtu-black-hole=${maxBytes}`,
  'conntrack-flush': ({ onNextPacket }) => (onNextPacket === 'drop' ? 'conntrack-flush' : 'conntrack-flush=reset'),
  'process-kill': ({ host }) => (host === 'server' ? 'process-kill' : undefined),
}
