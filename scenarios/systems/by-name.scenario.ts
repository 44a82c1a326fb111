import { command, powerOff, scenarioTest } from 'halfopen'

const at = `${import.meta.dirname}/programs`

scenarioTest('an app that knows its database by its name alone notices within 4 s that it is switched off', {
  hosts: {
    db: command(`node ${at}/echo.mjs {host} {port}`, { name: 'echo', ready: /listening/ }),
    app: command(`node ${at}/pool.mjs db {db.port} 1`, {
      name: 'app',
      connected: /connected/,
      lost: /lost one/,
      settings: { heartbeat: { every: '500ms', deadline: '2s' } },
    }),
  },
  planes: ['netns'],
  fault: powerOff('db'),
  bounds: { detectedBy: 'app-app', within: '4s' },
})
