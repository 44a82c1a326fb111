import { cpuStarvation, scenarioTest } from 'halfopen'
import { cacheReader, cacheServer } from 'halfopen/subjects'

scenarioTest('SO_KEEPALIVE does not notice a server without CPU: its kernel goes on answering', {
  server: cacheServer({ work: '50ms', changesEvery: '1s' }),
  client: cacheReader({ detector: { keepalive: { idle: '1s', interval: '1s', count: 3 } } }),
  fault: cpuStarvation('server', { sharePercent: 2 }),
  planes: ['netns'],
  bounds: { undetectedBy: 'client-app', for: '8s' },
})
