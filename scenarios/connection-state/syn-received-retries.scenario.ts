import { blackHole, scenarioTest } from 'halfopen'
import { quietClient, quietServer } from 'halfopen/subjects'

scenarioTest('tcp_synack_retries decides how long a server waits for the last acknowledgement: 3 s where it is 1', {
  server: quietServer(),
  client: quietClient(),
  state: 'syn-received',
  fault: blackHole(),
  network: { sysctls: { server: { 'net.ipv4.tcp_synack_retries': 1 } } },
  planes: ['netns'],
  bounds: { detectedBy: 'server-kernel', within: '3.2s', notBefore: '2.5s' },
})
