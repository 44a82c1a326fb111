import { blackHole, scenarioTest } from 'halfopen'
import { echo, pool, size } from './pool.ts'

scenarioTest(
  'each of the fifty connections of a pool is missed within 4 s of a hole, and replaced within 5 s of its end',
  {
    server: echo(),
    client: pool(size),
    fault: blackHole({ for: '8s' }),
    settleFor: '1s',
    planes: ['netns'],
    bounds: [
      { detectedBy: 'wire:client>server', within: '4s', every: true },
      { recoveredBy: 'client-app', within: '5s' },
    ],
  },
)
