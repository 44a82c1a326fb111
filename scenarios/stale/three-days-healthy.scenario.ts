import { noFault, scenarioTest } from 'halfopen'
import { cacheReader, cacheServer } from 'halfopen/subjects'

scenarioTest('its healthy twin reads for three days, and no answer is stale', {
  server: cacheServer({ changesEvery: '30min' }),
  client: cacheReader({ changesEvery: '30min', readEvery: '1min' }),
  fault: noFault(),
  clock: 'virtual',
  planes: ['netns'],
  bounds: { undetectedBy: 'client-app', for: '3d' },
})
