import { blackHole, scenarioTest } from 'halfopen'
import { quietClient, quietServer } from 'halfopen/subjects'

scenarioTest('SO_KEEPALIVE 1/1/3 rides out a blip of two seconds', {
  server: quietServer(),
  client: quietClient({ keepalive: { idle: '1s', interval: '1s', count: 3 } }),
  fault: blackHole({ for: '2s' }),
  planes: ['netns'],
  bounds: { undetectedBy: 'client-kernel', for: '5s' },
})
