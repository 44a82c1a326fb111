import { powerOff, scenarioTest } from 'halfopen'
import { quietClient, quietServer } from 'halfopen/subjects'

scenarioTest('SO_KEEPALIVE 3/3/3 finds a switched-off server dead after 12.2 to 12.5 s', {
  server: quietServer(),
  client: quietClient({ keepalive: { idle: '3s', interval: '3s', count: 3 } }),
  fault: powerOff('server'),
  bounds: { detectedBy: 'client-kernel', within: '12.55s', notBefore: '11.8s', code: 'ETIMEDOUT' },
})
