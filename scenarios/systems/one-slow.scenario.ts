import { command, scenarioTest, slow } from 'halfopen'

const at = `${import.meta.dirname}/programs`
const app = (host: string) =>
  command(`node ${at}/pool.mjs {${host}.host} {${host}.port} 1`, {
    name: 'app',
    connected: /connected/,
    lost: /lost one/,
    settings: { heartbeat: { every: '500ms', deadline: '2s' } },
  })

scenarioTest('of two apps of a database only the one is late whose path is slow', {
  hosts: {
    db: command(`node ${at}/echo.mjs {host} {port}`, { name: 'echo', ready: /listening/ }),
    near: app('db'),
    far: app('db'),
  },
  fault: slow({ delay: '3s', between: ['far', 'db'] }),
  bounds: [
    { detectedBy: 'far-app', within: '4s' },
    { undetectedBy: 'near-app', for: '10s' },
  ],
})
