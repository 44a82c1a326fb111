import { noFault, scenarioTest } from 'halfopen'
import { quietClient, quietServer } from 'halfopen/subjects'

scenarioTest('SO_KEEPALIVE 1/1/3 keeps a mute connection while all is well', {
  server: quietServer(),
  client: quietClient({ keepalive: { idle: '1s', interval: '1s', count: 3 } }),
  fault: noFault(),
  bounds: { undetectedBy: 'client-kernel', for: '5s' },
})
