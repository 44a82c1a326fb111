import { powerOff, scenarioTest } from 'halfopen'
import { java, server } from './undeclared.ts'

const off = { server: server(), fault: powerOff('server'), planes: ['netns'], clock: 'virtual' } as const

scenarioTest('a Java client with keepalive and a read timeout notices by itself, before its kernel', {
  ...off,
  client: java('kept'),
  bounds: { detectedBy: 'client-app', within: '5s' },
})
