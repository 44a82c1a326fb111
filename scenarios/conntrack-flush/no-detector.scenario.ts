import { conntrackFlush, quietClient, quietServer, scenarioTest } from 'halfopen'

scenarioTest('a firewall that forgets every connection tells nobody', {
  server: quietServer(),
  client: quietClient(),
  fault: conntrackFlush(),
  planes: ['netns'],
  bounds: [
    { silent: 'client-kernel', for: '3s' },
    { silent: 'server-kernel', for: '3s' },
  ],
})
