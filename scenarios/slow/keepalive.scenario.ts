import { scenarioTest, slow } from 'halfopen'
import { quietClient, quietServer } from 'halfopen/subjects'

scenarioTest('SO_KEEPALIVE 1/1/3 rides out answers that take two seconds', {
  server: quietServer(),
  client: quietClient({ keepalive: { idle: '1s', interval: '1s', count: 3 } }),
  fault: slow({ delay: '1s' }),
  planes: ['netns'],
  bounds: { undetectedBy: 'client-kernel', for: '20s' },
})
