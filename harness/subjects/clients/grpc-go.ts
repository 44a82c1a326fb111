// grpc-go: a channel; while it is idle it watches a stream.
import { clientKind } from '../client-kind.ts'
import { go } from '../environments/go.ts'
import { grpcServer } from '../servers/in-node.ts'

/** Of keepalive.ClientParameters, and `Deadline` of each call, in seconds. */
interface GrpcGoOptions {
  Time?: number
  Timeout?: number
  PermitWithoutStream?: boolean
  Deadline?: number
}

/**
 * grpc-go: a channel; while it is idle it watches a stream.
 * @example grpcGo.client({ asks: true, set: { Time: 10, Timeout: 5, Deadline: 10 } })
 */
export const grpcGo = clientKind<GrpcGoOptions>(go, {
  id: 'grpc-go',
  library: 'grpc-go',
  version: '1.85.0',
  fact: 'grpc-go',
  jitter: "gRPC's pauses between connects",
  program: 'grpcgo',
  server: grpcServer,
  recommended: {
    set: { Time: 10, Timeout: 5, Deadline: 10 },
    source: 'https://grpc.io/docs/guides/keepalive/',
  },
})
