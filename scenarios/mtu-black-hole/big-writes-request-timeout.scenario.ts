import { mtuBlackHole, scenarioTest } from 'halfopen'
import { cacheServer, cacheWriter } from 'halfopen/subjects'

scenarioTest('a request timeout notices within 2 s that large packets vanish', {
  server: cacheServer(),
  client: cacheWriter({ sizeBytes: 20_000, requestTimeout: '1s' }),
  fault: mtuBlackHole({ maxBytes: 1_000 }),
  planes: ['netns'],
  bounds: { detectedBy: 'client-app', within: '2s', code: 'REQUEST_TIMEOUT' },
})
