import { reject, scenarioTest } from 'halfopen'
import { cacheServer, cacheWriter } from 'halfopen/subjects'

scenarioTest('a writer is reset at its next write', {
  server: cacheServer(),
  client: cacheWriter(),
  fault: reject('reset'),
  planes: ['netns'],
  bounds: { detectedBy: 'client-app', within: '1s', code: 'ECONNRESET' },
})
