import { powerOff, scenarioTest } from 'halfopen'
import { quietClient, quietServer } from 'halfopen/subjects'

scenarioTest('SO_KEEPALIVE has no say while connecting: 3 s where tcp_syn_retries is 1', {
  server: quietServer(),
  client: quietClient({ keepalive: { idle: '1s', interval: '1s', count: 3 } }),
  state: 'connecting',
  fault: powerOff('server'),
  network: { sysctls: { client: { 'net.ipv4.tcp_syn_retries': 1, 'net.ipv4.tcp_syn_linear_timeouts': 0 } } },
  planes: ['netns'],
  bounds: { detectedBy: 'client-kernel', within: '3.6s', notBefore: '2.5s' },
})
