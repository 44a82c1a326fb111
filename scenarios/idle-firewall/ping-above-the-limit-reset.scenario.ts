import { idleFirewall, scenarioTest } from 'halfopen'
import { cacheReader, cacheServer } from 'halfopen/subjects'

scenarioTest('a firewall that answers with a reset tells the reader at its next ping', {
  server: cacheServer({ changesEvery: '1h' }),
  client: cacheReader({ changesEvery: '1h', detector: { heartbeat: { every: '3s', deadline: '5s' } } }),
  fault: idleFirewall({ idle: '1s', onNextPacket: 'reset' }),
  bounds: { detectedBy: 'client-app', within: '4s', code: 'ECONNRESET' },
})
