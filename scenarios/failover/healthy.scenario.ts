import { noFault, scenarioTest } from 'halfopen'
import { cacheReader, cacheServer } from 'halfopen/subjects'

scenarioTest('a standby beside the server disturbs nobody', {
  server: cacheServer(),
  standby: cacheServer(),
  client: cacheReader({ detector: { heartbeat: { every: '500ms', deadline: '500ms' } } }),
  fault: noFault(),
  planes: ['netns'],
  bounds: [
    { undetectedBy: 'client-app', for: '3s' },
    { undetectedBy: 'server-app', for: '3s' },
  ],
})
