import { reject, scenarioTest } from 'halfopen'
import { quietClient, quietServer } from 'halfopen/subjects'

scenarioTest('SO_KEEPALIVE does not hurry because a firewall says that the way is prohibited', {
  server: quietServer(),
  client: quietClient({ keepalive: { idle: '1s', interval: '1s', count: 3 } }),
  fault: reject('admin-prohibited'),
  planes: ['netns'],
  bounds: { detectedBy: 'client-kernel', within: '4.15s', notBefore: '3.7s' },
})
