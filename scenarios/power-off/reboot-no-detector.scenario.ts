import { powerOff, scenarioTest } from 'halfopen'
import { quietClient, quietServer } from 'halfopen/subjects'

scenarioTest('a server that was rebooted tells nobody who does not ask', {
  server: quietServer(),
  client: quietClient(),
  fault: powerOff('server', { backAfter: '1s' }),
  planes: ['netns'],
  bounds: { undetectedBy: 'client-kernel', for: '3s' },
})
