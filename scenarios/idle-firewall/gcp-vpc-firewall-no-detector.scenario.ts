import { idleFirewall, scenarioTest } from 'halfopen'
import { quietClient, quietServer } from 'halfopen/subjects'

scenarioTest('a client without keepalive never learns that a firewall forgot its connection after ten minutes', {
  server: quietServer(),
  client: quietClient(),
  fault: idleFirewall('gcp-vpc-firewall'),
  clock: 'virtual',
  planes: ['netns'],
  bounds: { undetectedBy: 'client-kernel', for: '1d' },
})
