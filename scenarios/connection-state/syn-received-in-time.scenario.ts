import { blackHole, scenarioTest } from 'halfopen'
import { quietClient, quietServer } from 'halfopen/subjects'

scenarioTest('a last acknowledgement that was lost is made up for by what the client says before its server forgets', {
  server: quietServer(),
  client: quietClient({ writeEvery: '10s' }),
  state: 'syn-received',
  fault: blackHole({ for: '5s' }),
  planes: ['netns'],
  bounds: [
    { undetectedBy: 'client-kernel', for: '10m' },
    { undetectedBy: 'server-kernel', for: '10m' },
  ],
})
