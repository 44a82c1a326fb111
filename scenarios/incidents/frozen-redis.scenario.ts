// https://github.com/activepieces/activepieces/issues/14619: a Redis whose process hangs still acknowledges, keepalive sees nothing, and jobs are
// consumed no more: no error, no crash. Its mending: a timeout for each answer.
import { frozenPeer, scenarioTest } from 'halfopen'
import { ioredis } from 'halfopen/subjects'

const incident = {
  server: ioredis.server(),
  fault: frozenPeer('server'),
  state: 'awaiting-answer',
  planes: ['netns'],
  clock: 'virtual',
} as const

scenarioTest('ioredis as it comes waits for a frozen Redis for ever', {
  ...incident,
  client: ioredis.client({ asks: true }),
  bounds: { undetectedBy: 'client-app', for: '3h' },
})

scenarioTest('with socketTimeout=30000 it hears within 31 s', {
  ...incident,
  client: ioredis.client({ asks: true, set: { socketTimeout: 30_000 } }),
  bounds: { detectedBy: 'client-app', within: '31s' },
})
