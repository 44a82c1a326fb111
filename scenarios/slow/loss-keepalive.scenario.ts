import { scenarioTest, slow } from 'halfopen'
import { quietClient, quietServer } from 'halfopen/subjects'

// One probe in ten goes unanswered, and nine in a row, as many as Linux sends unless told otherwise, once in forty years.
scenarioTest('SO_KEEPALIVE 1/1/9 rides out five per cent of loss', {
  server: quietServer(),
  client: quietClient({ keepalive: { idle: '1s', interval: '1s', count: 9 } }),
  fault: slow({ loss: 5 }),
  planes: ['netns'],
  bounds: { undetectedBy: 'client-kernel', for: '2m' },
})
