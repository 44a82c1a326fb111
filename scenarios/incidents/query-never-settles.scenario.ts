// https://github.com/brianc/node-postgres/issues/1075: a query that waits for its answer never settles once the server's network is gone.
import { powerOff, scenarioTest } from 'halfopen'
import { pg } from 'halfopen/subjects'

const incident = {
  server: pg.server(),
  fault: powerOff('server'),
  state: 'awaiting-answer',
  planes: ['netns'],
  clock: 'virtual',
} as const

scenarioTest('pg as it comes waits for the answer of a switched-off database for ever', {
  ...incident,
  client: pg.client({ asks: true }),
  bounds: { undetectedBy: 'client-app', for: '3h' },
})

scenarioTest('with keepAlive and a delay of 10 s it hears within 21 s', {
  ...incident,
  client: pg.client({ asks: true, set: { keepAlive: true, keepAliveInitialDelayMillis: 10_000 } }),
  bounds: { detectedBy: 'client-app', within: '21s', code: 'ETIMEDOUT' },
})
