import { expect, test } from 'vitest'
import { conntrackFlush } from '../../faults/conntrack-flush.ts'
import { idleFirewall } from '../../faults/idle-firewall.ts'
import { powerOff } from '../../faults/power-off.ts'
import { reject } from '../../faults/reject.ts'
import type { Fault } from '../../model/fault.ts'
import { pairHosts } from './fixtures/run.ts'
import { unsupported } from './unsupported.ts'

const tcp = pairHosts()
const udp = tcp.map(host => ({ ...host, program: { ...host.program, protocol: 'udp' as const } }))
const claim = (hosts: typeof tcp, fault: Fault) => ({ hosts, steps: [{ does: fault }] })

test.for([
  ['a RST', reject('reset'), 'nothing answers a datagram with a RST: UDP has none'],
  ['a RST of a firewall', conntrackFlush({ onNextPacket: 'reset' }), 'nothing answers a datagram with a RST'],
  ["a limit of TCP's", idleFirewall('azure-lb'), 'the limit of azure-lb is that of TCP connections'],
] as const)('%s is refused where datagrams are spoken, and not elsewhere', ([, fault, reason]) => {
  expect(unsupported(claim(udp, fault))).toContain(reason)
  expect(unsupported(claim(tcp, fault))).toBeUndefined()
})

test("a limit of UDP's is refused where nobody says that he speaks it", () => {
  const fault = idleFirewall('linux-conntrack-udp')
  expect(unsupported(claim(tcp, fault))).toContain(
    'the limit of linux-conntrack-udp is that of UDP, and no program that it strikes says',
  )
  expect(unsupported(claim(udp, fault))).toBeUndefined()
})

test("a state of TCP's is none of a client of datagrams", () => {
  const off = claim(udp, powerOff('server'))
  expect(unsupported({ ...off, state: 'zero-window' })).toBe(`"zero-window" is a state of TCP's, and client speaks UDP`)
  expect(unsupported(off)).toBeUndefined()
})
