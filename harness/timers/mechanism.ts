// What decides when a client gives up, or that it never does.

/** What decides. `survived`: the peer is heard again, or was never gone. `unnoticed`: nothing is set that would notice. */
export type Mechanism =
  | 'keepalive'
  | 'user-timeout'
  | 'retransmission'
  | 'syn-retries'
  | 'synack-retries'
  | 'window-probes'
  | 'heartbeat-deadline'
  | 'request-timeout'
  | 'read-deadline'
  | 'reset'
  | 'refused'
  | 'told'
  | 'survived'
  | 'unnoticed'
  | 'unknown'
