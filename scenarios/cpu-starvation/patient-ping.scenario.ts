import { cpuStarvation, scenarioTest } from 'halfopen'
import { cacheReader, cacheServer } from 'halfopen/subjects'

// 50 ms of CPU at a twentieth of one take a second.
scenarioTest('a ping with five seconds of patience rides out a server that has hardly any CPU left', {
  server: cacheServer({ work: '50ms', changesEvery: '1m' }),
  client: cacheReader({ detector: { heartbeat: { every: '2s', deadline: '5s' } }, changesEvery: '1m' }),
  fault: cpuStarvation('server', { sharePercent: 5 }),
  bounds: { undetectedBy: 'client-app', for: '10s' },
})
