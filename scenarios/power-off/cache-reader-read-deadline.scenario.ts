import { powerOff, scenarioTest } from 'halfopen'
import { cacheReader, cacheServer } from 'halfopen/subjects'

scenarioTest('a reader that expects a word every two seconds notices a switched-off server within 3 s', {
  server: cacheServer(),
  client: cacheReader({ detector: { readDeadline: '2s' } }),
  fault: powerOff('server'),
  bounds: { detectedBy: 'client-app', within: '3s' },
})
