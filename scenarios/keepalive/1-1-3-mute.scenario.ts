import { powerOff, scenarioTest } from 'halfopen'
import { quietClient, quietServer } from 'halfopen/subjects'

scenarioTest('SO_KEEPALIVE 1/1/3 of a client that says nothing is seen to end by its kernel', {
  server: quietServer(),
  client: quietClient({ keepalive: { idle: '1s', interval: '1s', count: 3 } }),
  fault: powerOff('server'),
  bounds: { detectedBy: 'client-kernel', within: '4.15s', notBefore: '3.7s', code: 'ETIMEDOUT' },
})
