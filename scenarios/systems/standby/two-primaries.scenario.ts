import { at, blackHole, run, scenarioTest } from 'halfopen'
import { postgres, postgresPromotion, postgresStandby } from 'halfopen/subjects'
import { writer } from './standby.ts'

scenarioTest(
  'a writer does not notice that its primary was cut off from the standby and replaced: nothing of its own is lost',
  {
    hosts: { a: postgres(), b: postgresStandby('a'), app: writer() },
    faults: [at('0s', blackHole({ between: ['b', 'a'] })), at('5s', run('b', postgresPromotion, { user: 'postgres' }))],
    settleFor: '1s',
    planes: ['netns'],
    bounds: { undetectedBy: 'app-app', for: '10s', since: 1 },
  },
)
