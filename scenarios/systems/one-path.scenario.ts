import { blackHole, command, scenarioTest } from 'halfopen'

const at = `${import.meta.dirname}/programs`
const app = () =>
  command(`node ${at}/pool.mjs {db.host} {db.port} 1`, {
    name: 'app',
    connected: /connected/,
    lost: /lost one/,
    settings: { heartbeat: { every: '500ms', deadline: '2s' } },
  })

scenarioTest('of two apps of a database only the one is cut off whose path is', {
  hosts: {
    db: command(`node ${at}/echo.mjs {host} {port}`, { name: 'echo', ready: /listening/ }),
    near: app(),
    far: app(),
  },
  fault: blackHole({ between: ['far', 'db'] }),
  bounds: [
    { detectedBy: 'far-app', within: '4s' },
    { undetectedBy: 'near-app', for: '10s' },
  ],
})
