import { scenarioTest, slow } from 'halfopen'
import { cacheReader, cacheServer } from 'halfopen/subjects'

scenarioTest('a ping that leaves TCP the time to send again rides out five per cent of loss', {
  server: cacheServer(),
  client: cacheReader({ detector: { heartbeat: { every: '100ms', deadline: '3s' } } }),
  fault: slow({ loss: 5 }),
  bounds: { undetectedBy: 'client-app', for: '30s' },
})
