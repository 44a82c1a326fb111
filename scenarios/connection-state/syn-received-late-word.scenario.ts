import { blackHole, scenarioTest } from 'halfopen'
import { quietClient, quietServer } from 'halfopen/subjects'

scenarioTest('what a client says to a server that has forgotten its half-made connection is answered with a RST', {
  server: quietServer(),
  client: quietClient({ writeEvery: '90s' }),
  state: 'syn-received',
  fault: blackHole({ for: '70s' }),
  planes: ['netns'],
  bounds: { detectedBy: 'client-kernel', within: '91s', notBefore: '70s', code: 'ECONNRESET' },
})
