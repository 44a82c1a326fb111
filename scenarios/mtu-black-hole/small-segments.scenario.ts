import { mtuBlackHole, scenarioTest } from 'halfopen'
import { fetcher, store } from './downloads.ts'

scenarioTest('a download in segments of 536 bytes passes where full ones vanish', {
  server: store(),
  client: fetcher({ mss: 536 }),
  fault: mtuBlackHole({ maxBytes: 1_480 }),
  planes: ['netns'],
  bounds: { undetectedBy: 'client-app', for: '45s' },
})

scenarioTest('and it does not in segments of 1,456, with headers 1,496 bytes', {
  server: store(),
  client: fetcher({ mss: 1_456 }),
  fault: mtuBlackHole({ maxBytes: 1_480 }),
  planes: ['netns'],
  bounds: { detectedBy: 'client-app', within: '31s' },
})
