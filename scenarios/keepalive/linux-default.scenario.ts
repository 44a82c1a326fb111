import { powerOff, scenarioTest } from 'halfopen'
import { quietClient, quietServer } from 'halfopen/subjects'

scenarioTest(
  'SO_KEEPALIVE as Linux comes with it finds a switched-off server dead after two hours and eleven minutes',
  {
    server: quietServer(),
    client: quietClient({ keepalive: { idle: '2h', interval: '75s', count: 9 } }),
    fault: powerOff('server'),
    clock: 'virtual',
    planes: ['netns'],
    bounds: { detectedBy: 'client-kernel', within: '134min', notBefore: '131min' },
  },
)
