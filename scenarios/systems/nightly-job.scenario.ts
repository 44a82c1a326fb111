import { blackHole, command, scenarioTest } from 'halfopen'

const at = `${import.meta.dirname}/programs`

scenarioTest('a nightly job hears only after midnight that its database has been cut off in the evening', {
  startsAt: '2026-02-28T23:59:30Z',
  server: command(`node ${at}/echo.mjs {host} {port}`, { ready: /listening/ }),
  client: command(`node ${at}/nightly.mjs {host} {port}`, {
    connected: /connected/,
    lost: /lost/,
    settings: { heartbeat: { every: '1d', deadline: '2s' } },
  }),
  fault: blackHole(),
  clock: 'virtual',
  bounds: { detectedBy: 'client-app', within: '33s', notBefore: '30s' },
})
