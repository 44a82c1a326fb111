// What a connection is doing when a fault comes.

/**
 * `idle`: nothing outstanding. `awaiting-answer`: a request was acknowledged by the peer's kernel, its answer is not there.
 * `data-in-flight`: sent and not acknowledged. `connecting`: SYN-SENT. `zero-window`: the peer's window is closed. `syn-received`: the
 * client's last acknowledgement was lost, so that the client is ESTABLISHED and its server in SYN-RECV.
 */
export type ConnectionState =
  | 'idle'
  | 'awaiting-answer'
  | 'data-in-flight'
  | 'connecting'
  | 'zero-window'
  | 'syn-received'

/** Those of a client, in the order in which they are told. */
export const clientStates = [
  'idle',
  'awaiting-answer',
  'data-in-flight',
  'connecting',
  'zero-window',
] as const satisfies readonly ConnectionState[]

/** All of them: in the last one client and server do not agree. */
export const connectionStates = [...clientStates, 'syn-received'] as const satisfies readonly ConnectionState[]

/** How states are written in short: `busy` is what people call data in flight. */
export const stateWords = {
  idle: 'idle',
  'awaiting-answer': 'awaiting-answer',
  'data-in-flight': 'busy',
  connecting: 'connecting',
  'zero-window': 'zero-window',
  'syn-received': 'syn-received',
} as const satisfies Record<ConnectionState, string>
