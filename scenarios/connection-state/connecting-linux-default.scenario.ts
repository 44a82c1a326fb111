import { powerOff, scenarioTest } from 'halfopen'
import { quietClient, quietServer } from 'halfopen/subjects'

scenarioTest('as Linux comes a connection attempt into a black hole ends after two minutes and a quarter', {
  server: quietServer(),
  client: quietClient(),
  state: 'connecting',
  fault: powerOff('server'),
  clock: 'virtual',
  planes: ['netns'],
  bounds: { detectedBy: 'client-kernel', within: '137s', notBefore: '129s' },
})
