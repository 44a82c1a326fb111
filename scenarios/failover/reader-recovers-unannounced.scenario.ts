import { scenarioTest, takeover } from 'halfopen'
import { cacheReader, cacheServer } from 'halfopen/subjects'

scenarioTest('a takeover that nobody announces lasts until the neighbour table of the router has run out', {
  server: cacheServer(),
  standby: cacheServer(),
  client: cacheReader({ detector: { heartbeat: { every: '500ms', deadline: '500ms' } } }),
  fault: takeover({ after: '1s', announce: false }),
  planes: ['netns'],
  clock: 'virtual',
  bounds: { recoveredBy: 'client-app', within: '2min' },
})
