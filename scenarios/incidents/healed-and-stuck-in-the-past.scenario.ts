// https://github.com/zopefoundation/ZODB/pull/307, https://github.com/pryv/open-pryv.io/issues/115: during a partition the server gave its subscriber
// up and said so into the hole. It heals, nobody says it again, and the subscriber serves what it knew until it is restarted.
import { at, blackHole, heal, scenarioTest } from 'halfopen'
import { ws, wsServer } from 'halfopen/subjects'

const incident = {
  server: wsServer({ pingEvery: '10s' }),
  faults: [at('0s', blackHole()), at('5min', heal(0))],
  planes: ['netns'],
  clock: 'virtual',
} as const

scenarioTest('a subscriber over ws hears nothing of it, neither during the partition nor after', {
  ...incident,
  client: ws.client(),
  bounds: [
    { detectedBy: 'server-app', within: '25s', since: 0 },
    { undetectedBy: 'client-app', for: '3h', since: 0 },
  ],
})

scenarioTest('with the heartbeat of its documentation it hears within 21 s', {
  ...incident,
  client: ws.client({ set: { pingEvery: 10_000 } }),
  bounds: { detectedBy: 'client-app', within: '21s', since: 0 },
})
