import { scenarioTest } from 'halfopen'
import { node, off } from './undeclared.ts'

scenarioTest('a Node client is told by the keepalive that it asked Node for', {
  ...off,
  client: node('kept'),
  bounds: { detectedBy: 'client-app', within: '16s', notBefore: '13s', code: 'ETIMEDOUT' },
})

scenarioTest(
  'a Node client that has no socket between two questions notices by itself, and nothing is foretold of it',
  {
    ...off,
    client: node('asker'),
    bounds: { detectedBy: 'client-app', within: '4s' },
  },
)
