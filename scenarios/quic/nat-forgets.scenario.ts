import { conntrackFlush, scenarioTest } from 'halfopen'
import { quicClient, quicServer } from 'halfopen/subjects'

scenarioTest('a NAT that forgets a QUIC client gives it a mapping again at its next word, and its connection goes on', {
  server: quicServer(),
  client: quicClient({ asksEvery: '1s' }),
  network: { nat: true },
  planes: ['netns'],
  fault: conntrackFlush({ onNextPacket: 'remap' }),
  bounds: [{ undetectedBy: 'client-app', for: '45s' }],
})
