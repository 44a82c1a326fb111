import { dnsBlackHole, scenarioTest } from 'halfopen'
import { database } from './failover.ts'
import { glibc } from './glibc.ts'

const asking = (how: Parameters<typeof glibc>[0]) => ({
  hosts: { a: database(), reader: glibc(how) },
  names: { 'db.test': { is: 'a' } } as const,
  planes: ['netns'] as const,
  fault: dnsBlackHole({ for: '30s' }),
})

// resolv.conf(5): 5 s (RES_TIMEOUT), and twice (RES_DFLRETRY). It keeps nothing: the first look-up in the hole is missed.
scenarioTest('who asks by glibc hears after 10 s that nobody answers, and is served by its first question after that', {
  ...asking({ name: 'db.test.' }),
  bounds: [
    { detectedBy: 'reader-app', within: '12s', notBefore: '9.5s' },
    { recoveredBy: 'reader-app', within: '11s' },
  ],
})

scenarioTest('after 20 s where the name has no dot at its end: it is looked for along `search` as well', {
  ...asking({}),
  bounds: { detectedBy: 'reader-app', within: '22s', notBefore: '19.5s' },
})

scenarioTest('after a second with timeout:1 and attempts:1', {
  ...asking({ name: 'db.test.', options: 'timeout:1 attempts:1' }),
  bounds: [
    { detectedBy: 'reader-app', within: '2.4s', notBefore: '900ms' },
    { recoveredBy: 'reader-app', within: '2.4s' },
  ],
})
