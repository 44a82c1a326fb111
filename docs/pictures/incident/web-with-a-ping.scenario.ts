// The same incident, and a web application that asks its database every two seconds whether it is there.
import { scenarioTest, takeover } from 'halfopen'
import { cacheReader, cacheServer } from 'halfopen/subjects'

scenarioTest('with a ping every 2 s web notices, and reads from standby', {
  hosts: {
    db: cacheServer(),
    standby: { program: cacheServer(), standsInFor: 'db' },
    web: { program: cacheReader({ detector: { heartbeat: { every: '2s', deadline: '1s' } } }), connectsTo: 'db' },
  },
  settleFor: '2s',
  fault: takeover({ host: 'db', by: 'standby', after: '2s' }),
  planes: ['netns'],
  clock: 'virtual',
  bounds: [
    { detectedBy: 'web-app', within: '10s' },
    { recoveredBy: 'web-app', within: '10s' },
  ],
})
