import { command, powerOff, scenarioTest } from 'halfopen'

const at = `${import.meta.dirname}/programs`

scenarioTest('a client that starts when its slow server is healthy notices within 2 s that it is gone', {
  server: command(`node ${at}/slow-start.mjs {host} {port} {port.admin}`, {
    ready: [{ port: 'admin' }, { http: '/health', port: 'admin', status: 200 }],
  }),
  client: command(`node ${at}/pool.mjs {host} {port} 1 500 1000`, {
    connected: /connected/,
    lost: /lost one/,
    settings: { heartbeat: { every: '500ms', deadline: '1s' } },
  }),
  fault: powerOff('server'),
  bounds: { detectedBy: 'client-app', within: '2s' },
})
