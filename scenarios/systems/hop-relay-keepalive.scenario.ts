import { powerOff, scenarioTest } from 'halfopen'
import { cacheServer, quietClient, tcpRelay } from 'halfopen/subjects'

const keepalive = { idle: '1s', interval: '1s', count: 3 } as const

scenarioTest(
  'keepalive between relay and server notices that the server is off, and the client hears of it from the relay',
  {
    hosts: {
      db: cacheServer(),
      pool: tcpRelay({ to: 'db', keepalive }),
      app: { program: quietClient(), connectsTo: 'pool' },
    },
    fault: powerOff('db'),
    planes: ['netns'],
    bounds: [
      { detectedBy: 'pool-kernel', within: '4.2s', notBefore: '3.5s', code: 'ETIMEDOUT' },
      { detectedBy: 'app-kernel', within: '4.3s', notBefore: '3.5s' },
    ],
  },
)
