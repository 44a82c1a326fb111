// https://github.com/etcd-io/etcd/issues/8980, https://github.com/kubernetes/kubernetes/issues/41916 (kube-proxy "an hour out of date"): a watcher
// only listens, and believes in silence. The 2005 case again.
import { powerOff, scenarioTest } from 'halfopen'
import { etcd3 } from 'halfopen/subjects'

const incident = {
  server: etcd3.server(),
  fault: powerOff('server'),
  planes: ['netns'],
  clock: 'virtual',
} as const

scenarioTest('a watcher of etcd as it comes trusts a switched-off server for hours', {
  ...incident,
  client: etcd3.client(),
  bounds: { undetectedBy: 'client-app', for: '3h' },
})

scenarioTest('with pings of gRPC every 10 s it hears within 16 s', {
  ...incident,
  client: etcd3.client({
    set: { grpcOptions: { 'grpc.keepalive_time_ms': 10_000, 'grpc.keepalive_timeout_ms': 5_000 } },
  }),
  bounds: { detectedBy: 'client-app', within: '16s' },
})
