import { command, scenarioTest, suspend } from 'halfopen'

const at = `${import.meta.dirname}/programs`
const server = command(`node ${at}/echo.mjs {host} {port}`, { name: 'echo', ready: /listening/ })
const client = (deadlineMs: number) =>
  command(`node ${at}/pool.mjs {host} {port} 1 500 ${deadlineMs}`, {
    name: 'pool',
    connected: /connected/,
    lost: /lost one/,
    recovered: /recovered/,
    settings: { heartbeat: { every: '500ms', deadline: deadlineMs } },
  })

scenarioTest('a client gives up a server whose machine is paused, and is back when it goes on', {
  server,
  client: client(2_000),
  fault: suspend('server', { for: '8s' }),
  bounds: [
    { detectedBy: 'client-app', within: '4s' },
    { recoveredBy: 'client-app', within: '5s' },
  ],
  planes: ['netns'],
})

scenarioTest('a patient client sits out a server whose machine is paused for five seconds', {
  server,
  client: client(20_000),
  fault: suspend('server', { for: '5s' }),
  bounds: { undetectedBy: 'client-app', for: '15s' },
  planes: ['netns'],
})
