import { powerOff, scenarioTest } from 'halfopen'
import { quietClient, quietServer } from 'halfopen/subjects'

scenarioTest('a server that has nothing to say never learns that its client was switched off', {
  server: quietServer(),
  client: quietClient(),
  fault: powerOff('client'),
  planes: ['netns'],
  bounds: { undetectedBy: 'server-kernel', for: '3s' },
})
