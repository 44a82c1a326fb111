import { idleFirewall, scenarioTest } from 'halfopen'
import { quietClient, quietServer } from 'halfopen/subjects'

scenarioTest('keepalive every half an hour keeps a connection alive behind a firewall that forgets after an hour', {
  server: quietServer(),
  client: quietClient({ keepalive: { idle: '30min', interval: '75s', count: 9 } }),
  fault: idleFirewall('fortigate'),
  clock: 'virtual',
  planes: ['netns'],
  bounds: { undetectedBy: 'client-kernel', for: '1d' },
})
