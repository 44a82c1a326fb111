import { frozenPeer, scenarioTest } from 'halfopen'
import { client, links, server } from './overflow.ts'

scenarioTest('a connection that finds the queue of a hanging server full is believed in, and reset after a minute', {
  server,
  client,
  fault: frozenPeer('server'),
  network: { links },
  planes: ['netns'],
  bounds: { detectedBy: 'client-app', within: '3m', notBefore: '60s', code: 'ECONNRESET' },
})
