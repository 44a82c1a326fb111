import { scenarioTest, slow } from 'halfopen'
import { quietClient, quietServer } from 'halfopen/subjects'

scenarioTest('SO_KEEPALIVE 1/1/1 takes the first lost probe for the end of a living peer', {
  server: quietServer(),
  client: quietClient({ keepalive: { idle: '1s', interval: '1s', count: 1 } }),
  fault: slow({ loss: 5 }),
  planes: ['netns'],
  bounds: { detectedBy: 'client-kernel', within: '2m', code: 'ETIMEDOUT' },
})
