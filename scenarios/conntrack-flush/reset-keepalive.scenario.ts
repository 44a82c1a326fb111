import { conntrackFlush, scenarioTest } from 'halfopen'
import { quietClient, quietServer } from 'halfopen/subjects'

scenarioTest('a firewall that resets what it has forgotten ends the connection at the next probe', {
  server: quietServer(),
  client: quietClient({ keepalive: { idle: '1s', interval: '1s', count: 3 } }),
  fault: conntrackFlush({ onNextPacket: 'reset' }),
  planes: ['netns'],
  bounds: { detectedBy: 'client-kernel', within: '1.2s', notBefore: '600ms' },
})
