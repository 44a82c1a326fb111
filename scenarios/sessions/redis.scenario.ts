// How long redis-server keeps a client that vanished. No lock of it hangs on a session: one is a key with a time to live. https://redis.io/docs/latest/develop/reference/clients/#tcp-keepalive
import { powerOff, scenarioTest } from 'halfopen'
import { ioredis, redis } from 'halfopen/subjects'

const vanished = { client: ioredis.client(), fault: powerOff('client'), planes: ['netns'], clock: 'virtual' } as const

scenarioTest('redis-server keeps a vanished client for ten minutes', {
  ...vanished,
  server: redis(),
  bounds: { detectedBy: 'server-kernel', within: '615s', notBefore: '595s', code: 'ETIMEDOUT' },
})

scenarioTest('redis-server gives a vanished client up after two minutes where tcp-keepalive is 60', {
  ...vanished,
  server: redis('--tcp-keepalive', '60'),
  bounds: { detectedBy: 'server-kernel', within: '125s', notBefore: '115s', code: 'ETIMEDOUT' },
})
