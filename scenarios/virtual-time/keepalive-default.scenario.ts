import { powerOff, quietClient, quietServer, scenarioTest } from 'halfopen'

scenarioTest(
  'SO_KEEPALIVE as Linux comes with it finds a switched-off server dead after two hours and eleven minutes',
  {
    server: quietServer(),
    client: quietClient({ keepalive: { idle: '2h', interval: '75s', count: 9 } }),
    fault: powerOff('server'),
    bounds: { detectedBy: 'client-kernel', within: '135min', notBefore: '131min' },
  },
)
