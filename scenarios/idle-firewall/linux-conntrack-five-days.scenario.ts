import { idleFirewall, scenarioTest } from 'halfopen'
import { quietClient, quietServer } from 'halfopen/subjects'

scenarioTest('after five days of silence a Linux router forgets a connection, and its client never learns of it', {
  server: quietServer(),
  client: quietClient(),
  fault: idleFirewall('linux-conntrack-established'),
  clock: 'virtual',
  planes: ['netns'],
  bounds: { undetectedBy: 'client-kernel', for: '1d' },
})
