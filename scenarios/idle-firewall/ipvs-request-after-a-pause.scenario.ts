import { idleFirewall, scenarioTest } from 'halfopen'
import { cacheServer, cacheWriter } from 'halfopen/subjects'

scenarioTest(
  'a request after twenty minutes of silence through IPVS, which forgets after fifteen, hangs for a quarter of an hour',
  {
    server: cacheServer({ changesEvery: '1d' }),
    client: cacheWriter({ writeEvery: '20min' }),
    fault: idleFirewall('ipvs'),
    clock: 'virtual',
    planes: ['netns'],
    bounds: { detectedBy: 'client-app', within: '25min', notBefore: '14min', code: 'ETIMEDOUT' },
  },
)
