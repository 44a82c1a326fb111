import fc from 'fast-check'
import { expect, test } from 'vitest'
import { damagedText } from '../kit/fixtures/damaged.ts'
import { holds, onlyRefuses } from '../kit/fixtures/fuzz.ts'
import { ipBytes, ipText } from './ip-address.ts'
import { parseProcTcp } from './proc-net.ts'

const head = '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n'
const address = (family: 4 | 6) => (family === 4 ? fc.ipV4() : fc.ipV6()).map(text => ipText(ipBytes(text)))
const u32 = fc.nat({ max: 2 ** 32 - 1 })
const end = (family: 4 | 6) => fc.record({ address: address(family), port: fc.nat({ max: 0xffff }) })
const socket = fc.constantFrom<(4 | 6)[]>(4, 6).chain(family =>
  fc.record({
    family: fc.constant(family),
    local: end(family),
    remote: end(family),
    sendQueueBytes: u32,
    recvQueueBytes: u32,
    inode: u32,
    uid: u32,
    jiffies: fc.nat({ max: 10_000_000 }),
    probes: fc.nat({ max: 255 }),
    retransmissions: fc.nat({ max: 255 }),
    timer: fc.constantFrom('none', 'retransmit', 'keepalive', 'time-wait', 'persist'),
  }),
)
type Socket = typeof socket extends fc.Arbitrary<infer S> ? S : never
const timers = ['none', 'retransmit', 'keepalive', 'time-wait', 'persist']

const hex = (value: number, digits: number) => value.toString(16).toUpperCase().padStart(digits, '0')

/** As net/ipv4/tcp_ipv4.c and net/ipv6/tcp_ipv6.c print it. */
function line(one: Socket, number: number): string {
  const ends = [one.local, one.remote].map(({ address: text, port }) => {
    const bytes = ipBytes(text)
    const whole =
      one.family === 6 && bytes.length === 4
        ? Buffer.concat([Buffer.from('00000000000000000000ffff', 'hex'), bytes])
        : bytes
    return `${Buffer.from(whole).swap32().toString('hex').toUpperCase()}:${hex(port, 4)}`
  })
  const queues = `${hex(one.sendQueueBytes, 8)}:${hex(one.recvQueueBytes, 8)}`
  const timer = `${hex(timers.indexOf(one.timer), 2)}:${hex(one.jiffies, 8)}`
  const rest = `${hex(one.retransmissions, 8)} ${String(one.uid).padStart(5)} ${String(one.probes).padStart(8)} ${one.inode}`
  return `${String(number).padStart(4)}: ${ends.join(' ')} 01 ${queues} ${timer} ${rest} 1 0000000000000000 20 4 30 10 -1\n`
}

const file = (sockets: readonly Socket[]) => head + sockets.map(line).join('')

test('sockets are read as the kernel prints them', () => {
  holds(fc.array(socket, { maxLength: 5 }), sockets => {
    expect(parseProcTcp(file(sockets))).toEqual(
      sockets.map(({ jiffies, probes, retransmissions, ...rest }) => ({
        ...rest,
        state: 'ESTABLISHED',
        expiresMs: rest.timer === 'none' ? 0 : jiffies * 10,
        retries: rest.timer === 'keepalive' || rest.timer === 'persist' ? probes : retransmissions,
      })),
    )
  })
})

test('a line that is damaged is a socket or is left out', () => {
  const examples = [
    `${head}   0: 0100007F00:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 100 1\n`,
  ]
  onlyRefuses(damagedText(fc.array(socket, { maxLength: 3 }).map(file)), parseProcTcp, { examples })
})
