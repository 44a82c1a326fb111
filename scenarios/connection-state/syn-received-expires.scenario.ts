import { blackHole, scenarioTest } from 'halfopen'
import { quietClient, quietServer } from 'halfopen/subjects'

scenarioTest(
  'a server forgets a connection whose last acknowledgement never came, and its client goes on believing in it',
  {
    server: quietServer(),
    client: quietClient(),
    state: 'syn-received',
    fault: blackHole(),
    planes: ['netns'],
    bounds: [
      { detectedBy: 'server-kernel', within: '66s', notBefore: '62s', code: 'ETIMEDOUT' },
      { undetectedBy: 'client-kernel', for: '10m' },
    ],
  },
)
