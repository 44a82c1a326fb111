import { powerOff, scenarioTest } from 'halfopen'
import { cacheReader, cacheServer } from 'halfopen/subjects'

scenarioTest('with a heartbeat every five minutes the same reader knows within six', {
  server: cacheServer({ changesEvery: '30min' }),
  client: cacheReader({
    changesEvery: '30min',
    readEvery: '1min',
    detector: { heartbeat: { every: '5min', deadline: '1min' } },
  }),
  fault: powerOff('server'),
  clock: 'virtual',
  planes: ['netns'],
  bounds: { detectedBy: 'client-app', within: '365s', notBefore: '1min' },
})
