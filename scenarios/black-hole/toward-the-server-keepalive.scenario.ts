import { blackHole, scenarioTest } from 'halfopen'
import { quietClient, quietServer } from 'halfopen/subjects'

scenarioTest('SO_KEEPALIVE 1/1/3 notices that its probes vanish', {
  server: quietServer(),
  client: quietClient({ keepalive: { idle: '1s', interval: '1s', count: 3 } }),
  fault: blackHole({ toward: 'server' }),
  planes: ['netns'],
  bounds: { detectedBy: 'client-kernel', within: '4.15s', notBefore: '3.7s', code: 'ETIMEDOUT' },
})
