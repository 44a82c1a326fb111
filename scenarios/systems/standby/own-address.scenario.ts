import { at, powerOff, run, scenarioTest } from 'halfopen'
import { postgres, postgresPromotion, postgresStandby } from 'halfopen/subjects'
import { writer } from './standby.ts'

const hosts = { a: postgres('synchronous_standby_names=*'), b: postgresStandby('a'), app: writer() }

scenarioTest(
  'a writer that knows the standby by its own address goes on there within 8 s of its promotion, and no write is lost',
  {
    hosts,
    faults: [at('0s', powerOff('a')), at('5s', run('b', postgresPromotion, { user: 'postgres' }))],
    settleFor: '2s',
    planes: ['netns'],
    bounds: [
      { detectedBy: 'app-app', within: '6s', since: 0 },
      { recoveredBy: 'app-app', within: '8s', since: 1 },
    ],
  },
)

scenarioTest('and it waits as long as nobody promotes the standby', {
  hosts,
  faults: [at('0s', powerOff('a')), at('20s', run('b', postgresPromotion, { user: 'postgres' }))],
  settleFor: '2s',
  planes: ['netns'],
  bounds: [
    { detectedBy: 'app-app', within: '6s', since: 0 },
    { recoveredBy: 'app-app', within: '28s', notBefore: '19.5s', since: 0 },
  ],
})
