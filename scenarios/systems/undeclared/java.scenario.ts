import { scenarioTest } from 'halfopen'
import { java, off } from './undeclared.ts'

scenarioTest('a Java client with keepalive and a read timeout notices by itself, before its kernel', {
  ...off,
  client: java('kept'),
  bounds: { detectedBy: 'client-app', within: '5s' },
})
