import { scenarioTest } from 'halfopen'
import { go, off } from './undeclared.ts'

scenarioTest(
  'a Go client with a read deadline notices by itself, two minutes before the keepalive that Go switches on',
  {
    ...off,
    client: go('deadline'),
    bounds: { detectedBy: 'client-app', within: '4s' },
  },
)

scenarioTest('a Go client without one is told by the keepalive that Go switches on', {
  ...off,
  client: go('for ever'),
  bounds: { detectedBy: 'client-app', within: '155s', notBefore: '145s' },
})
