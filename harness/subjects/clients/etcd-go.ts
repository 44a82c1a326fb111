// etcd's client; while it is idle it watches a key.
import { clientKind } from '../client-kind.ts'
import { go } from '../environments/go.ts'
import { etcd } from '../servers/etcd.ts'

/** Of clientv3.Config, and `Deadline` of each question, in seconds. */
interface EtcdGoOptions {
  DialKeepAliveTime?: number
  DialKeepAliveTimeout?: number
  Deadline?: number
}

/**
 * etcd's client; while it is idle it watches a key.
 * @example etcdGo.client({ asks: true, set: { DialKeepAliveTime: 10, DialKeepAliveTimeout: 5, Deadline: 10 } })
 */
export const etcdGo = clientKind<EtcdGoOptions>(go, {
  id: 'etcd-go',
  library: 'etcd client',
  version: '3.7.3',
  fact: 'etcd-client-go',
  jitter: "gRPC's pauses between connects",
  program: 'etcdgo',
  deafWhenIdle: true,
  busyServer: '6min',
  server: etcd,
  recommended: {
    set: { DialKeepAliveTime: 10, DialKeepAliveTimeout: 5, Deadline: 10 },
    source: 'https://pkg.go.dev/go.etcd.io/etcd/client/v3#Config',
  },
})
