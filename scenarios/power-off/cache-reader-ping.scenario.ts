import { powerOff, scenarioTest } from 'halfopen'
import { cacheReader, cacheServer } from 'halfopen/subjects'

scenarioTest('a reader that pings every second notices a switched-off server within 3 s', {
  server: cacheServer(),
  client: cacheReader({ detector: { heartbeat: { every: '1s', deadline: '500ms' } } }),
  fault: powerOff('server'),
  bounds: { detectedBy: 'client-app', within: '3s' },
})
