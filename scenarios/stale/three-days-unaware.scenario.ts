import { powerOff, scenarioTest } from 'halfopen'
import { cacheReader, cacheServer } from 'halfopen/subjects'

scenarioTest('a reader without a detector serves stale answers for three days, and nothing tells it', {
  server: cacheServer({ changesEvery: '30min' }),
  client: cacheReader({ changesEvery: '30min', readEvery: '1min' }),
  fault: powerOff('server'),
  clock: 'virtual',
  planes: ['netns'],
  bounds: { undetectedBy: 'client-app', for: '3d' },
})
