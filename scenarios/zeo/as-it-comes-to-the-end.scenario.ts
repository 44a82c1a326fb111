import { powerOff, scenarioTest } from 'halfopen'
import { zeoReader, zeoServer } from 'halfopen/subjects'

scenarioTest(
  'ZEO as it comes answers from its cache for a quarter of an hour before it gives a switched-off server up',
  {
    server: zeoServer({ changesEvery: '10s' }),
    client: zeoReader({ changesEvery: '10s', readEvery: '1s' }),
    fault: powerOff('server'),
    clock: 'virtual',
    planes: ['netns'],
    bounds: { detectedBy: 'client-app', within: '17min', notBefore: '15min' },
  },
)
