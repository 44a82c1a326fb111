import { powerOff, scenarioTest } from 'halfopen'
import { quietClient, quietServer } from 'halfopen/subjects'

scenarioTest('SO_KEEPALIVE 2/2/3 finds a switched-off server dead after 8.1 s', {
  server: quietServer(),
  client: quietClient({ keepalive: { idle: '2s', interval: '2s', count: 3 } }),
  fault: powerOff('server'),
  bounds: { detectedBy: 'client-kernel', within: '8.15s', notBefore: '7.7s', code: 'ETIMEDOUT' },
})
