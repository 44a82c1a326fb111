import { blackHole, scenarioTest } from 'halfopen'
import { cacheReader, cacheServer } from 'halfopen/subjects'

// Behind a proxy only: where packets vanish, the acknowledgements of what the server says vanish as well, and it falls silent.
scenarioTest('a read deadline does not notice that requests vanish while the server goes on talking', {
  server: cacheServer(),
  client: cacheReader({ detector: { readDeadline: '2s' } }),
  fault: blackHole({ toward: 'server' }),
  bounds: { undetectedBy: 'client-app', for: '6s' },
  planes: ['toxiproxy'],
})
