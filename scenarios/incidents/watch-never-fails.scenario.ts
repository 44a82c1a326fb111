// https://github.com/etcd-io/etcd/issues/8980, https://github.com/kubernetes/kubernetes/issues/41916 (kube-proxy "an hour out of date"): a watcher
// only listens, believes in silence, and answers from its cache while others write on. The 2005 case again.
import { command, powerOff, scenarioTest } from 'halfopen'
import { etcd3 } from 'halfopen/subjects'
import { librariesOf } from '../libraries-of.ts'

const library = etcd3.client()
const program = (role: 'reader' | 'writer', options: object = {}) => ({
  ...command(
    [
      ...['node', `${import.meta.dirname}/programs/watcher.mjs`, library.command.args[0] ?? ''],
      ...['{server.host}', '{server.port}', role, JSON.stringify(options)],
    ],
    { name: role },
  ),
  ...librariesOf(library),
})
const incident = (options: object) =>
  ({
    hosts: { server: etcd3.server(), writer: program('writer'), watcher: program('reader', options) },
    fault: powerOff('server'), // and another one goes on: what is true moves on by the clock
    planes: ['netns'],
    clock: 'virtual',
  }) as const

scenarioTest('a watcher of etcd as it comes answers for an hour what is true no longer, and is never told', {
  ...incident({}),
  bounds: { undetectedBy: 'watcher-app', for: '1h' },
})

scenarioTest('with pings of gRPC every 10 s it hears within 16 s', {
  ...incident({ grpcOptions: { 'grpc.keepalive_time_ms': 10_000, 'grpc.keepalive_timeout_ms': 5_000 } }),
  bounds: { detectedBy: 'watcher-app', within: '16s' },
})
