import { idleFirewall, scenarioTest } from 'halfopen'
import { quietClient, quietServer } from 'halfopen/subjects'

scenarioTest('keepalive every five minutes keeps a connection alive behind a load balancer that forgets after 350 s', {
  server: quietServer(),
  client: quietClient({ keepalive: { idle: '5min', interval: '75s', count: 9 } }),
  fault: idleFirewall('aws-nlb-tcp'),
  clock: 'virtual',
  planes: ['netns'],
  bounds: { undetectedBy: 'client-kernel', for: '6h' },
})
