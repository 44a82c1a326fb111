import { conntrackFlush, scenarioTest } from 'halfopen'
import { quietClient, quietServer } from 'halfopen/subjects'

scenarioTest('SO_KEEPALIVE 1/1/3 notices that a firewall has forgotten the connection', {
  server: quietServer(),
  client: quietClient({ keepalive: { idle: '1s', interval: '1s', count: 3 } }),
  fault: conntrackFlush(),
  bounds: { detectedBy: 'client-kernel', within: '4.15s', notBefore: '3.7s', code: 'ETIMEDOUT' },
})
