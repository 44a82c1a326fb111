import { processKill, scenarioTest } from 'halfopen'
import { asker, echo } from './programs/programs.ts'

scenarioTest("a connected socket is told by ICMP that nobody has its server's port any more, at its next datagram", {
  server: echo(),
  client: asker({ everyMs: 1_000 }),
  fault: processKill('server'),
  bounds: [
    { detectedBy: 'client-app', within: '1.1s', code: 'ECONNREFUSED' },
    { detectedBy: 'client-kernel', within: '1.1s', code: 'ECONNREFUSED' },
  ],
})
