import { command, powerOff, scenarioTest } from 'halfopen'

const at = `${import.meta.dirname}/programs`

scenarioTest('a client with a cache of 400 MB notices a switched-off server as any other does', {
  server: command(`node ${at}/echo.mjs {host} {port}`, { ready: /listening/ }),
  client: command(`node ${at}/big-cache.mjs {host} {port} 400`, {
    connected: /connected with 400 MB/,
    lost: /lost/,
    settings: { heartbeat: { every: '500ms', deadline: '1s' } },
    memory: '512MB',
  }),
  fault: powerOff('server'),
  bounds: { detectedBy: 'client-app', within: '2s' },
})
