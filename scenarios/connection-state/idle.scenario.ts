import { powerOff, scenarioTest } from 'halfopen'
import { quietClient, quietServer } from 'halfopen/subjects'

scenarioTest('an idle connection is found dead by SO_KEEPALIVE 1/1/3', {
  server: quietServer(),
  client: quietClient({ keepalive: { idle: '1s', interval: '1s', count: 3 } }),
  state: 'idle',
  fault: powerOff('server'),
  bounds: { detectedBy: 'client-kernel', within: '4.15s', notBefore: '2.9s', code: 'ETIMEDOUT' },
})
