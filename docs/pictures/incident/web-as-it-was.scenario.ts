// The incident of 2005, demanded as its users would have wished: the database is switched off, its standby takes over, and the web application reads on.
import { scenarioTest, takeover } from 'halfopen'
import { cacheReader, cacheServer } from 'halfopen/subjects'

scenarioTest('web notices within 10 s that db was switched off and standby has taken its address', {
  hosts: {
    db: cacheServer(),
    standby: { program: cacheServer(), standsInFor: 'db' },
    web: { program: cacheReader(), connectsTo: 'db' },
  },
  settleFor: '2s',
  fault: takeover({ host: 'db', by: 'standby', after: '2s' }),
  planes: ['netns'],
  clock: 'virtual',
  bounds: { detectedBy: 'web-app', within: '10s' },
})
