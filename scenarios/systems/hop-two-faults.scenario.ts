import { at, blackHole, powerOff, scenarioTest } from 'halfopen'
import { cacheReader, cacheServer, tcpRelay } from 'halfopen/subjects'

scenarioTest('a reader behind a relay notices a server that reboots, and after that a hole before the relay', {
  hosts: {
    db: cacheServer(),
    pool: tcpRelay({ to: 'db', keepalive: { idle: '1s', interval: '1s', count: 3 } }),
    app: { program: cacheReader({ detector: { heartbeat: { every: '1s', deadline: '500ms' } } }), connectsTo: 'pool' },
  },
  faults: [at(0, powerOff('db', { backAfter: '5s' })), at('15s', blackHole({ between: ['app', 'pool'], for: '5s' }))],
  planes: ['netns'],
  bounds: [
    { detectedBy: 'app-app', within: '2s', since: 0 },
    { detectedBy: 'app-app', within: '2s', since: 1 },
    { recoveredBy: 'app-app', within: '5s', since: 1 },
  ],
})
