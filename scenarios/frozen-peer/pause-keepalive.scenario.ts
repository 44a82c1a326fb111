import { frozenPeer, scenarioTest } from 'halfopen'
import { quietClient, quietServer } from 'halfopen/subjects'

scenarioTest(
  "SO_KEEPALIVE 1/1/3 does not see a pause of eight seconds, because the peer's kernel answers all the while",
  {
    server: quietServer(),
    client: quietClient({ keepalive: { idle: '1s', interval: '1s', count: 3 } }),
    fault: frozenPeer('server', { for: '8s' }),
    planes: ['netns'],
    bounds: { undetectedBy: 'client-kernel', for: '10s' },
  },
)
