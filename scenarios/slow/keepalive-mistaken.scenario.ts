import { scenarioTest, slow } from 'halfopen'
import { quietClient, quietServer } from 'halfopen/subjects'

scenarioTest('SO_KEEPALIVE 1/1/3 gives up a living peer whose answers take four seconds', {
  server: quietServer(),
  client: quietClient({ keepalive: { idle: '1s', interval: '1s', count: 3 } }),
  fault: slow({ delay: '2s' }),
  planes: ['netns'],
  bounds: { detectedBy: 'client-kernel', within: '4.15s', code: 'ETIMEDOUT' },
})
