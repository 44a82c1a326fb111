import { linkDown, scenarioTest } from 'halfopen'
import { quietClient, quietServer } from 'halfopen/subjects'

scenarioTest('SO_KEEPALIVE 1/1/3 notices a cable pulled at the server', {
  server: quietServer(),
  client: quietClient({ keepalive: { idle: '1s', interval: '1s', count: 3 } }),
  fault: linkDown('server'),
  bounds: { detectedBy: 'client-kernel', within: '4.15s', notBefore: '3.7s' },
})
