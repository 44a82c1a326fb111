// grpc-js: a channel; while it is idle it watches a stream.
import { clientKind } from '../client-kind.ts'
import { node } from '../environments/node.ts'
import { grpcServer } from '../servers/in-node.ts'

/** https://grpc.io/docs/guides/keepalive/, and `deadline`, in ms, of each call. */
interface GrpcJsOptions {
  'grpc.keepalive_time_ms'?: number
  'grpc.keepalive_timeout_ms'?: number
  'grpc.keepalive_permit_without_calls'?: 0 | 1
  deadline?: number
}

/**
 * grpc-js: a channel; while it is idle it watches a stream.
 * @example grpcJs.client({ asks: true, set: { 'grpc.keepalive_time_ms': 10_000, 'grpc.keepalive_timeout_ms': 5_000, deadline: 10_000 } })
 */
export const grpcJs = clientKind<GrpcJsOptions>(node, {
  id: 'grpc-js',
  library: '@grpc/grpc-js',
  version: '1.14.7',
  fact: 'grpc-js',
  jitter: "gRPC's pauses between connects",
  server: grpcServer,
  recommended: {
    set: { 'grpc.keepalive_time_ms': 10_000, 'grpc.keepalive_timeout_ms': 5_000, deadline: 10_000 },
    source: 'https://grpc.io/docs/guides/keepalive/',
  },
})
