// https://github.com/deeplay-io/nice-grpc/pull/904, https://github.com/grpc/grpc-node/issues/2785: a middlebox drops what stands, and for a while accepts new
// connections without passing them on. Whoever connected then stays CONNECTING: two pods of eight were dead for an hour, and a deadline of each call
// tells the program so and helps nobody. An attempt has to have a limit of its own; gRPC's other libraries give it 20 s, as nice-grpc does now.
import { at, command, type Program, reset, run, scenarioTest } from 'halfopen'
import { grpcGo, grpcJs, grpcServer } from 'halfopen/subjects'

const box = command(
  `node ${import.meta.dirname}/programs/middlebox.mjs {host} {port} {server.host} {server.port} {dir}/hole`,
  { name: 'middlebox', ready: /listening/ },
)
const incident = (program: Program) =>
  ({
    hosts: { server: grpcServer(), box, app: { program, connectsTo: 'box' } },
    faults: [
      at('0s', run('box', 'touch {dir}/hole')),
      at('1s', reset({ between: ['app', 'box'] })),
      at('11s', run('box', 'rm {dir}/hole')),
    ],
    planes: ['netns'],
    clock: 'virtual',
  }) as const

scenarioTest('grpc-js is told by the deadline of each call, and back an hour after ten seconds of a hole', {
  ...incident(grpcJs.client({ asks: true, set: { deadline: 5_000 } })),
  bounds: [
    { detectedBy: 'app-app', within: '7s', since: 1 },
    { recoveredBy: 'app-app', within: '61min', notBefore: '59min', since: 1 },
  ],
})

scenarioTest('grpc-go, which gives an attempt 20 s, is back with the next one', {
  ...incident(grpcGo.client({ asks: true, set: { Deadline: 5 } })),
  bounds: [
    { detectedBy: 'app-app', within: '7s', since: 1 },
    { recoveredBy: 'app-app', within: '25s', notBefore: '19s', since: 1 },
  ],
})
