import { powerOff, scenarioTest } from 'halfopen'
import { quietClient, quietServer } from 'halfopen/subjects'

scenarioTest('the keepalive settings of the kernel switch nothing on by themselves', {
  server: quietServer(),
  client: quietClient(),
  fault: powerOff('server'),
  network: {
    sysctls: {
      client: {
        'net.ipv4.tcp_keepalive_time': 1,
        'net.ipv4.tcp_keepalive_intvl': 1,
        'net.ipv4.tcp_keepalive_probes': 3,
      },
    },
  },
  planes: ['netns'],
  bounds: { undetectedBy: 'client-kernel', for: '5s' },
})
