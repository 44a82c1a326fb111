// etcd3: a client; while it is idle it watches a key.
import { clientKind } from '../client-kind.ts'
import { node } from '../environments/node.ts'
import { etcd } from '../servers/etcd.ts'

/** https://microsoft.github.io/etcd3/interfaces/options.ioptions.html */
interface Etcd3Options {
  dialTimeout?: number
  grpcOptions?: Record<string, number>
}

/**
 * etcd3: a client; while it is idle it watches a key.
 * @example etcd3.client({ asks: true, set: { grpcOptions: { 'grpc.keepalive_time_ms': 10_000, 'grpc.keepalive_timeout_ms': 5_000 } } })
 */
export const etcd3 = clientKind<Etcd3Options>(node, {
  id: 'etcd3',
  library: 'etcd3',
  version: '1.1.2',
  fact: 'etcd3-js',
  jitter: 'its pauses between connects',
  busyServer: '6min',
  server: etcd,
  recommended: {
    set: { grpcOptions: { 'grpc.keepalive_time_ms': 10_000, 'grpc.keepalive_timeout_ms': 5_000 } },
    source: 'https://microsoft.github.io/etcd3/interfaces/options.ioptions.html',
  },
})
