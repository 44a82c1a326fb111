import { reject, scenarioTest } from 'halfopen'
import { quietClient, quietServer } from 'halfopen/subjects'

scenarioTest('a firewall that answers with a reset ends the connection at the next keepalive probe', {
  server: quietServer(),
  client: quietClient({ keepalive: { idle: '1s', interval: '1s', count: 3 } }),
  fault: reject('reset'),
  bounds: { detectedBy: 'client-kernel', within: '1.2s', notBefore: '600ms' },
})
