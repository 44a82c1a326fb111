import { scenarioTest, takeover } from 'halfopen'
import { cacheReader, cacheServer } from 'halfopen/subjects'

scenarioTest('a takeover that nobody announces lasts until the neighbour table of the router has run out', {
  server: cacheServer(),
  standby: cacheServer(),
  client: cacheReader({ detector: { heartbeat: { every: '500ms', deadline: '500ms' } } }),
  fault: takeover({ after: '1s', announce: false }),
  planes: ['netns'],
  clock: 'virtual',
  // Reachable for 15 s at least, half of base_reachable_time, then 5 s before it is probed, and 3 s of probes: arp(7). The quick router of the twin
  // has found the standby by then.
  bounds: { recoveredBy: 'client-app', within: '2min', notBefore: '17s' },
})
