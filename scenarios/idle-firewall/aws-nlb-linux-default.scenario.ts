import { idleFirewall, scenarioTest } from 'halfopen'
import { quietClient, quietServer } from 'halfopen/subjects'

scenarioTest(
  'keepalive as Linux comes with it is told by a load balancer after two hours that it forgot the connection',
  {
    server: quietServer(),
    client: quietClient({ keepalive: { idle: '2h', interval: '75s', count: 9 } }),
    fault: idleFirewall('aws-nlb-tcp'),
    clock: 'virtual',
    planes: ['netns'],
    bounds: { detectedBy: 'client-kernel', within: '135min', notBefore: '110min' },
  },
)
