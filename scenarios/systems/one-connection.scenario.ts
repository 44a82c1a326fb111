import { blackHole, command, reject, scenarioTest } from 'halfopen'

const at = `${import.meta.dirname}/programs`
const server = command(`node ${at}/echo.mjs {host} {port}`, { name: 'echo', ready: /listening/ })
const pool = command(`node ${at}/pool.mjs {host} {port} 2`, {
  name: 'pool',
  connected: /connected/,
  lost: /lost one/,
  recovered: /recovered/,
  settings: { heartbeat: { every: '500ms', deadline: '2s' } },
})

scenarioTest('a pool misses the one of its two connections that vanishes', {
  server,
  client: pool,
  fault: blackHole({ connection: 'oldest' }),
  bounds: { detectedBy: 'client-app', within: '4s' },
  planes: ['netns'],
})

scenarioTest('a pool is told of the one connection that somebody on the way refuses', {
  server,
  client: pool,
  fault: reject('reset', { connection: 2 }),
  bounds: { detectedBy: 'client-app', within: '1s' },
  planes: ['netns'],
})

scenarioTest('a pool does not care about a hole at another port of its server', {
  server,
  client: pool,
  fault: blackHole({ port: 5432 }),
  bounds: { undetectedBy: 'client-app', for: '10s' },
  planes: ['netns'],
})
