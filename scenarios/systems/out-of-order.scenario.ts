import { command, duplicate, reorder, scenarioTest } from 'halfopen'

const at = `${import.meta.dirname}/programs`
const echo = () => command(`node ${at}/echo.mjs {host} {port}`, { name: 'echo', ready: /listening/ })
const asker = (deadlineMs: number) =>
  command(`node ${at}/pool.mjs {host} {port} 2 50 ${deadlineMs}`, {
    name: 'asker',
    connected: /connected/,
    lost: /lost one/,
    settings: { heartbeat: { every: '50ms', deadline: `${deadlineMs}ms` } },
  })

scenarioTest('packets that arrive twice harm nobody', {
  server: echo(),
  client: asker(400),
  fault: duplicate({ percent: 50 }),
  planes: ['netns'],
  bounds: { undetectedBy: 'client-app', for: '20s' },
})

scenarioTest('packets that overtake each other harm nobody who can wait for the late ones', {
  server: echo(),
  client: asker(400),
  fault: reorder({ percent: 30, delay: '60ms' }),
  planes: ['netns'],
  bounds: { undetectedBy: 'client-app', for: '20s' },
})

scenarioTest('and end the connection of somebody who cannot', {
  server: echo(),
  client: asker(100),
  fault: reorder({ percent: 30, delay: '60ms' }),
  planes: ['netns'],
  bounds: { detectedBy: 'client-app', within: '5s' },
})
