import { linkDown, scenarioTest } from 'halfopen'
import { quietClient, quietServer } from 'halfopen/subjects'

scenarioTest('an established connection outlives the link of its own host', {
  server: quietServer(),
  client: quietClient(),
  fault: linkDown('client', { end: 'own' }),
  planes: ['netns'],
  bounds: { undetectedBy: 'client-kernel', for: '3s' },
})
