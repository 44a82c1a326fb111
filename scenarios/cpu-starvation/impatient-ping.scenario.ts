import { cpuStarvation, scenarioTest } from 'halfopen'
import { cacheReader, cacheServer } from 'halfopen/subjects'

scenarioTest('a ping with half a second of patience gives up a server that has hardly any CPU left', {
  server: cacheServer({ work: '50ms', changesEvery: '1m' }),
  client: cacheReader({ detector: { heartbeat: { every: '2s', deadline: '500ms' } }, changesEvery: '1m' }),
  fault: cpuStarvation('server', { sharePercent: 5 }),
  bounds: { detectedBy: 'client-app', within: '5s' },
})
