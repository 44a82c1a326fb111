import { powerOff, scenarioTest } from 'halfopen'
import { cacheServer, cacheWriter } from 'halfopen/subjects'

scenarioTest('a client that waits for an answer is idle to its kernel, and SO_KEEPALIVE 1/1/3 finds the server dead', {
  server: cacheServer(),
  client: cacheWriter({
    writeEvery: '300ms',
    requestTimeout: '20s',
    keepalive: { idle: '1s', interval: '1s', count: 3 },
  }),
  state: 'awaiting-answer',
  fault: powerOff('server'),
  planes: ['netns'],
  bounds: { detectedBy: 'client-app', within: '4.5s', notBefore: '3.5s', code: 'ETIMEDOUT' },
})
