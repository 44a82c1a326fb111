import { conntrackFlush, scenarioTest } from 'halfopen'
import { quietClient, quietServer } from 'halfopen/subjects'

scenarioTest('a firewall that forgets every connection tells nobody', {
  server: quietServer(),
  client: quietClient(),
  fault: conntrackFlush(),
  planes: ['netns'],
  bounds: [
    { undetectedBy: 'client-kernel', for: '3s' },
    { undetectedBy: 'server-kernel', for: '3s' },
  ],
})
