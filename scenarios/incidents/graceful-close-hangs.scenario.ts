// https://github.com/redis/ioredis/issues/559: a client that has lost patience ends its stream, and waits for the other end to do the same: it
// comes back only when the kernel gives up. Its mending (pull request 1318) destroys the stream instead.
import { blackHole, command, scenarioTest } from 'halfopen'

const programs = `${import.meta.dirname}/programs`
const incident = {
  server: command(`node ${programs}/echo.mjs {host} {port}`, { ready: /listening/ }),
  fault: blackHole({ connection: 'oldest' }),
  planes: ['netns'],
  clock: 'virtual',
} as const
const closing = (how: string) => command(`node ${programs}/impatient.mjs {host} {port} ${how}`)

scenarioTest('a client that ends a dead connection politely is back only when the other end has answered', {
  ...incident,
  client: closing('end'),
  bounds: [
    { detectedBy: 'client-app', within: '4s' },
    { recoveredBy: 'client-app', within: '20min', notBefore: '10min' },
  ],
})

scenarioTest('one that destroys it is back at once by another one', {
  ...incident,
  client: closing('destroy'),
  bounds: [
    { detectedBy: 'client-app', within: '4s' },
    { recoveredBy: 'client-app', within: '10s' },
  ],
})
