// What a connection is doing when a fault comes.

/**
 * `idle`: nothing outstanding. `awaiting-answer`: a request was acknowledged by the peer's kernel, its answer is not there.
 * `data-in-flight`: sent and not acknowledged. `connecting`: SYN-SENT. `zero-window`: the peer's window is closed.
 */
export type ConnectionState = 'idle' | 'awaiting-answer' | 'data-in-flight' | 'connecting' | 'zero-window'

/** In the order in which they are told. */
export const connectionStates = [
  'idle',
  'awaiting-answer',
  'data-in-flight',
  'connecting',
  'zero-window',
] as const satisfies readonly ConnectionState[]

/** How states are written in short: `busy` is what people call data in flight. */
export const stateWords = {
  idle: 'idle',
  'awaiting-answer': 'awaiting-answer',
  'data-in-flight': 'busy',
  connecting: 'connecting',
  'zero-window': 'zero-window',
} as const satisfies Record<ConnectionState, string>
