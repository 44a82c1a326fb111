import { scenarioTest, slow } from 'halfopen'
import { cacheReader, cacheServer } from 'halfopen/subjects'

// What is lost is sent again after a second (RFC 6298 section 2.4), on Linux after 200 ms (TCP_RTO_MIN), and not before.
scenarioTest('a ping that is quicker than a retransmission gives up a living server over one lost packet', {
  server: cacheServer(),
  client: cacheReader({ detector: { heartbeat: { every: '100ms', deadline: '150ms' } } }),
  fault: slow({ loss: 5 }),
  bounds: { detectedBy: 'client-app', within: '30s' },
})
