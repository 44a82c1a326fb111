import { idleFirewall, scenarioTest } from 'halfopen'
import { quicClient, quicServer } from 'halfopen/subjects'

scenarioTest('with a keepalive of 20 s a QUIC connection lives behind a firewall that forgets after 30 s', {
  server: quicServer({ idleTimeout: '2m', newsEvery: '50s' }),
  client: quicClient({ idleTimeout: '2m', keepAlive: '20s' }),
  fault: idleFirewall('linux-conntrack-udp'),
  bounds: { undetectedBy: 'client-app', for: '10m' },
})
