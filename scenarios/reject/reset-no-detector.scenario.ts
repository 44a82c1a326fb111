import { reject, scenarioTest } from 'halfopen'
import { cacheReader, cacheServer } from 'halfopen/subjects'

scenarioTest('a firewall that would answer with a reset tells nobody who does not ask', {
  server: cacheServer({ changesEvery: '1h' }),
  client: cacheReader({ changesEvery: '1h' }),
  fault: reject('reset'),
  planes: ['netns'],
  bounds: { undetectedBy: 'client-app', for: '3s' },
})
