import { scenarioTest, suspend } from 'halfopen'
import { countingClient, redisNode } from './redis.ts'

scenarioTest(
  'a client writes to the new leader within 20 s, and no acknowledged write is lost, when the machine of the leader is suspended',
  {
    hosts: { a: redisNode(), b: redisNode('a'), c: redisNode('a'), client: countingClient('a', 'b', 'c') },
    fault: suspend('a'),
    planes: ['netns'],
    settleFor: '12s', // until the sentinels know of each other and of the replicas
    bounds: { recoveredBy: 'client-app', within: '20s' },
  },
)
