import { command, reset, scenarioTest } from 'halfopen'

const at = `${import.meta.dirname}/programs`

scenarioTest('a pool is told at once of the one connection that somebody on the way resets', {
  server: command(`node ${at}/echo.mjs {host} {port}`, { name: 'echo', ready: /listening/ }),
  client: command(`node ${at}/pool.mjs {host} {port} 2`, {
    name: 'pool',
    connected: /connected/,
    lost: /lost one/,
    settings: { heartbeat: { every: '500ms', deadline: '2s' } },
  }),
  fault: reset({ connection: 'oldest' }),
  bounds: { detectedBy: 'client-app', within: '1s' },
  planes: ['netns'],
})
