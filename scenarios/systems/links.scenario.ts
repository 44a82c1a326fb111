import { mtuBlackHole, powerOff, scenarioTest, slow } from 'halfopen'
import { cacheReader, cacheServer } from 'halfopen/subjects'
import { fetcher, store } from '../mtu-black-hole/downloads.ts'

const far = { client: { delay: '100ms' } } as const
const patient = () => cacheReader({ detector: { heartbeat: { every: '1s', deadline: '500ms' } } })

scenarioTest('keepalive notices across a link of 200 ms there and back as it does next door', {
  server: cacheServer(),
  client: cacheReader({ detector: { keepalive: { idle: '1s', interval: '1s', count: 3 } } }),
  fault: powerOff('server'),
  network: { links: far },
  planes: ['netns'],
  bounds: { detectedBy: 'client-app', within: '5s', notBefore: '3s' },
})

scenarioTest('a heartbeat of 500 ms bears a link of 200 ms and a slowness of 200 ms more', {
  server: cacheServer(),
  client: patient(),
  fault: slow({ delay: '100ms' }),
  network: { links: far },
  planes: ['netns'],
  bounds: { undetectedBy: 'client-app', for: '30s' },
})

scenarioTest('and gives a living server up where the slowness alone would have been bearable', {
  server: cacheServer(),
  client: patient(),
  fault: slow({ delay: '200ms' }),
  network: { links: far },
  planes: ['netns'],
  bounds: { detectedBy: 'client-app', within: '3s' },
})

scenarioTest('the twin: without the link that slowness is bearable', {
  server: cacheServer(),
  client: patient(),
  fault: slow({ delay: '200ms' }),
  planes: ['netns'],
  bounds: { undetectedBy: 'client-app', for: '30s' },
})

scenarioTest('a client whose own link is narrow announces segments that pass a hole of 1,480 bytes', {
  server: store(),
  client: fetcher(),
  fault: mtuBlackHole({ maxBytes: 1_480 }),
  network: { links: { client: { mtu: 1_400 } } },
  planes: ['netns'],
  bounds: { undetectedBy: 'client-app', for: '45s' },
})

scenarioTest('a router that clamps what is announced keeps a download out of the same hole', {
  server: store(),
  client: fetcher({ bytes: 200_000 }),
  fault: mtuBlackHole({ maxBytes: 1_480 }),
  network: { links: { client: { mssClamp: 1_400 } } },
  planes: ['netns'],
  bounds: { undetectedBy: 'client-app', for: '45s' },
})

scenarioTest('and one that clamps too little loses it there', {
  server: store(),
  client: fetcher({ bytes: 200_000 }),
  fault: mtuBlackHole({ maxBytes: 1_480 }),
  network: { links: { client: { mssClamp: 1_450 } } },
  planes: ['netns'],
  bounds: { detectedBy: 'client-app', within: '60s' },
})
