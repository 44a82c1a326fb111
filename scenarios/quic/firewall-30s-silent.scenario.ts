import { idleFirewall, scenarioTest } from 'halfopen'
import { quicClient, quicServer } from 'halfopen/subjects'

scenarioTest(
  'without keepalive a QUIC client hears no news any more once a firewall of 30 s has forgotten it, until its idle timeout',
  {
    server: quicServer({ idleTimeout: '2m', newsEvery: '50s' }),
    client: quicClient({ idleTimeout: '2m' }),
    clock: 'virtual',
    fault: idleFirewall('linux-conntrack-udp'),
    bounds: { detectedBy: 'client-app', within: '92s', notBefore: '85s', code: 'IDLE_TIMEOUT' },
  },
)
