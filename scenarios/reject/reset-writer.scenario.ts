import { cacheServer, cacheWriter, reject, scenarioTest } from 'halfopen'

scenarioTest('a writer is reset at its next write', {
  server: cacheServer(),
  client: cacheWriter(),
  fault: reject('reset'),
  planes: ['netns'],
  bounds: { detectedBy: 'client-app', within: '1s', code: 'ECONNRESET' },
})
