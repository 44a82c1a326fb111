import { quietClient, quietServer, scenarioTest, slow } from 'halfopen'

// One probe in ten goes unanswered: nine in a row, as many as the kernel sends unless told otherwise, do so once in thousands of years.
scenarioTest('SO_KEEPALIVE 1/1/9 rides out five per cent of loss', {
  server: quietServer(),
  client: quietClient({ keepalive: { idle: '1s', interval: '1s', count: 9 } }),
  fault: slow({ loss: 5 }),
  planes: ['netns'],
  bounds: { silent: 'client-kernel', for: '2m' },
})
