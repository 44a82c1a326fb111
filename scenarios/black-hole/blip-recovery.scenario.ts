import { blackHole, scenarioTest } from 'halfopen'
import { cacheReader, cacheServer } from 'halfopen/subjects'

scenarioTest('a reader that gave up in a blip of two seconds is back within two of its end', {
  server: cacheServer(),
  client: cacheReader({ detector: { heartbeat: { every: '250ms', deadline: '300ms' } } }),
  fault: blackHole({ for: '2s' }),
  bounds: [
    { detectedBy: 'client-app', within: '1s' },
    { recoveredBy: 'client-app', within: '2s' },
  ],
})
