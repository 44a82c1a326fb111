import { scenarioTest } from 'halfopen'
import { off, python } from './undeclared.ts'

const byKeepalive = { detectedBy: 'client-app', within: '12s', notBefore: '9s', code: 'Connection timed out' } as const

scenarioTest('a Python client is told by the keepalive that its socket has, and nobody has declared', {
  ...off,
  client: python('at once'),
  bounds: byKeepalive,
})

scenarioTest(
  'a Python client that sets keepalive once it is logged in is told by it, and its report says what changed',
  {
    ...off,
    client: python('after login'),
    bounds: byKeepalive,
  },
)

scenarioTest('a Python client is told by the user timeout that its socket has, while it writes', {
  ...off,
  client: python('user timeout'),
  bounds: { detectedBy: 'client-app', within: '10s', notBefore: '7s', code: 'Connection timed out' },
})

scenarioTest('a Python client that declares another keepalive than its socket has is told by the one that it has', {
  ...off,
  client: python('at once', { settings: 'keepalive=10/5/3' }),
  bounds: byKeepalive,
})
