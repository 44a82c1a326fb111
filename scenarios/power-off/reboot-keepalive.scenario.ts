import { powerOff, scenarioTest } from 'halfopen'
import { quietClient, quietServer } from 'halfopen/subjects'

scenarioTest('a server that is back after a second resets the connection at the next keepalive probe', {
  server: quietServer(),
  client: quietClient({ keepalive: { idle: '1s', interval: '1s', count: 3 } }),
  fault: powerOff('server', { backAfter: '1s' }),
  bounds: { detectedBy: 'client-kernel', within: '3s', notBefore: '900ms' },
})
