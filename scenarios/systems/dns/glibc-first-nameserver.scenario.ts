import { at, command, type Program, powerOff, run, scenarioTest } from 'halfopen'
import { database } from './failover.ts'
import { glibc } from './glibc.ts'

const nameserver = command(`node ${import.meta.dirname}/programs/nameserver.mjs {host}`, {
  name: 'nameserver',
  ready: /listening/,
  protocol: 'udp',
})

/** It comes first from 1 s on: who does not read resolv.conf again never asks it. */
const first = 'cat /etc/resolv.conf >{dir}/old; (echo nameserver {self}; cat {dir}/old) >/etc/resolv.conf'

const behind = (reader: Program) => ({
  hosts: { a: database(), ns: nameserver, reader },
  names: { 'db.test': { is: 'a' } } as const,
  planes: ['netns'] as const,
  faults: [at('1s', run('ns', first, { shell: true })), at('3s', powerOff('ns'))] as const,
})

// resolv.conf(5): the servers in their order, and 5 s (RES_TIMEOUT) for each.
scenarioTest('a first nameserver that is off costs who asks by glibc 5 s each time, since it reads resolv.conf again', {
  ...behind(glibc({ limitSeconds: 4 })),
  bounds: { detectedBy: 'reader-app', within: '7s', notBefore: '4.5s' },
})

scenarioTest('and no more than that: the second one answers', {
  ...behind(glibc({ limitSeconds: 6 })),
  bounds: { undetectedBy: 'reader-app', for: '20s' },
})

scenarioTest('with timeout:1 it costs a second', {
  ...behind(glibc({ limitSeconds: 4, options: 'timeout:1' })),
  bounds: { undetectedBy: 'reader-app', for: '20s' },
})
