import { scenarioTest, takeover } from 'halfopen'
import { cacheReader, cacheServer } from 'halfopen/subjects'

scenarioTest('a router whose neighbours run out within seconds finds the standby by itself', {
  server: cacheServer(),
  standby: cacheServer(),
  client: cacheReader({ detector: { heartbeat: { every: '500ms', deadline: '500ms' } } }),
  fault: takeover({ after: '1s', announce: false }),
  planes: ['netns'],
  network: {
    sysctls: {
      router: {
        'net.ipv4.neigh.default.base_reachable_time_ms': 2_000,
        'net.ipv4.neigh.default.delay_first_probe_time': 1,
      },
    },
  },
  bounds: { recoveredBy: 'client-app', within: '15s' },
})
