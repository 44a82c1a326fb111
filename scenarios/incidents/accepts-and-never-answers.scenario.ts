// https://github.com/grpc/grpc-node/issues/2785, https://github.com/deeplay-io/nice-grpc/pull/904: something on the way accepts connections and never answers:
// calls wait for ever, 2 of 8 pods were dead for an hour. Only a deadline of each call tells the program.
import { frozenPeer, scenarioTest } from 'halfopen'
import { grpcJs } from 'halfopen/subjects'

const incident = {
  server: grpcJs.server(),
  fault: frozenPeer('server'),
  state: 'awaiting-answer',
  planes: ['netns'],
  clock: 'virtual',
} as const

scenarioTest('a call into a server that accepts and never answers is never told', {
  ...incident,
  client: grpcJs.client({ asks: true }),
  bounds: { undetectedBy: 'client-app', for: '3h' },
})

scenarioTest('with a deadline for each call the program hears within 6 s', {
  ...incident,
  client: grpcJs.client({ asks: true, set: { deadline: 5_000 } }),
  bounds: { detectedBy: 'client-app', within: '6s' },
})
