// https://docs.aws.amazon.com/sdk-for-java/latest/developer-guide/jvm-ttl-dns.html: a database has failed over, its name has moved, and a JVM that keeps
// names for ever goes on to the old address until it is restarted.
import { at, moveName, powerOff, scenarioTest } from 'halfopen'
import { java } from '../systems/dns/compiled.ts'
import { failover } from '../systems/dns/failover.ts'

const faults = [at('0s', powerOff('a')), at('20s', moveName('db.test', 'b'))] as const

scenarioTest('a JVM with networkaddress.cache.ttl=-1 is not back within 20 minutes', {
  ...failover(java(-1)),
  clock: 'virtual',
  faults: [at('0s', powerOff('a', { backAfter: '20min' })), at('20s', moveName('db.test', 'b'))],
  bounds: { recoveredBy: 'reader-app', within: '21min', notBefore: '19min', since: 1 },
})

scenarioTest('with a TTL of 5 s it is back within 10 s of the move', {
  ...failover(java(5)),
  clock: 'virtual',
  faults,
  bounds: { recoveredBy: 'reader-app', within: '10s', since: 1 },
})

scenarioTest('the same JVM, whose database is switched on again in its old place, is back within 3 s of that', {
  ...failover(java(-1)),
  clock: 'virtual',
  faults: [at('0s', powerOff('a', { backAfter: '20s' }))],
  bounds: { recoveredBy: 'reader-app', within: '3s' },
})
