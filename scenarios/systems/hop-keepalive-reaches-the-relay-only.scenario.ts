import { powerOff, scenarioTest } from 'halfopen'
import { cacheServer, quietClient, tcpRelay } from 'halfopen/subjects'

const keepalive = { idle: '10s', interval: '5s', count: 3 } as const

scenarioTest(
  'a client in front of a relay does not notice that the server behind it is off: its keepalive talks to the relay',
  {
    hosts: {
      db: cacheServer(),
      pool: tcpRelay({ to: 'db' }),
      app: { program: quietClient({ keepalive }), connectsTo: 'pool' },
    },
    fault: powerOff('db'),
    planes: ['netns'],
    clock: 'virtual',
    bounds: [
      { undetectedBy: 'app-kernel', for: '1h' },
      { undetectedBy: 'pool-kernel', for: '1h' },
    ],
  },
)
