import { cacheReader, cacheServer, scenarioTest, slow } from 'halfopen'

// What is lost is sent again after 200 ms at the earliest: RFC 6298 says a second, and Linux TCP_RTO_MIN.
scenarioTest('a ping that is quicker than a retransmission gives up a living server over one lost packet', {
  server: cacheServer(),
  client: cacheReader({ detector: { heartbeat: { every: '100ms', deadline: '150ms' } } }),
  fault: slow({ loss: 5 }),
  bounds: { detectedBy: 'client-app', within: '30s' },
})
