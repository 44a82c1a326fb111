import { idleFirewall, scenarioTest } from 'halfopen'
import { quietClient, quietServer } from 'halfopen/subjects'

scenarioTest('SO_KEEPALIVE below the idle limit keeps a mute connection through the firewall', {
  server: quietServer(),
  client: quietClient({ keepalive: { idle: '1s', interval: '1s', count: 3 } }),
  fault: idleFirewall({ idle: '3s' }),
  bounds: { undetectedBy: 'client-kernel', for: '5s' },
})
