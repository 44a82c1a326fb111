import { mtuBlackHole, scenarioTest } from 'halfopen'
import { fetcher, store } from './downloads.ts'

scenarioTest('a download behind a path that takes 1,480 bytes and tells nobody hangs until its reader loses patience', {
  server: store(),
  client: fetcher(),
  fault: mtuBlackHole({ maxBytes: 1_480 }),
  planes: ['netns'],
  bounds: { detectedBy: 'client-app', within: '31s', notBefore: '29s' },
})

scenarioTest('a short answer fits, and nobody notices that long ones would not', {
  server: store(),
  client: fetcher({ bytes: 1_000 }),
  fault: mtuBlackHole({ maxBytes: 1_480 }),
  planes: ['netns'],
  clock: 'virtual',
  bounds: { undetectedBy: 'client-app', for: '1m' },
})
