import { noFault, scenarioTest } from 'halfopen'
import { quietClient, quietServer } from 'halfopen/subjects'

scenarioTest('SO_KEEPALIVE as Linux comes with it keeps a living, silent peer for six hours', {
  server: quietServer(),
  client: quietClient({ keepalive: { idle: '2h', interval: '75s', count: 9 } }),
  fault: noFault(),
  clock: 'virtual',
  planes: ['netns'],
  bounds: { undetectedBy: 'client-kernel', for: '6h' },
})
