// https://github.com/redis/node-redis/issues/1299 was closed with the advice to ping, and nobody misses the answer: worse than none, since the
// unanswered ping puts retransmission in the place of keepalive.
import { powerOff, scenarioTest } from 'halfopen'
import { nodeRedis } from 'halfopen/subjects'

const incident = {
  server: nodeRedis.server(),
  fault: powerOff('server'),
  planes: ['netns'],
  clock: 'virtual',
} as const

scenarioTest('node-redis as it comes hears of a switched-off Redis by keepalive within 43 s', {
  ...incident,
  client: nodeRedis.client(),
  bounds: { detectedBy: 'client-app', within: '43s', code: 'ETIMEDOUT' },
})

scenarioTest('with pingInterval alone it takes a quarter of an hour', {
  ...incident,
  client: nodeRedis.client({ set: { pingInterval: 10_000 } }),
  bounds: { detectedBy: 'client-app', within: '17min', notBefore: '15min', code: 'ETIMEDOUT' },
})

scenarioTest('with a socketTimeout beside it the answer is missed within 41 s', {
  ...incident,
  client: nodeRedis.client({ set: { pingInterval: 10_000, socket: { socketTimeout: 30_000 } } }),
  bounds: { detectedBy: 'client-app', within: '41s' },
})
