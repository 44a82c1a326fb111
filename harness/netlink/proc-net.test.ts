import { expect, test as plain } from 'vitest'
import { connected, echo } from './fixtures/traffic.ts'
import { Netns } from './netns.ts'
import { parseProcTcp, procTcpSockets } from './proc-net.ts'
import { setSocketOption } from './sockopt.ts'
import { tcpSockets } from './tcp-socket.ts'

const test = plain.runIf(process.platform === 'linux')
const head =
  '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode                    \n'

test('reads both families, timers, and what is unanswered', () => {
  const text = `${head}   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 100 1 0 100 0 0 10 0
   1: 020112C6:C350 020212C6:1B58 01 00000000:00000000 02:00000BB8 00000000  1000        0 101 2 0 20 4 30 10 -1
   2: 020112C6:C351 020212C6:1B58 01 00000004:00000000 01:000000C8 00000005  1000        0 102 2 0 20 4 30 10 -1
   3: 020112C6:C352 020212C6:1B58 01 00000009:00000003 04:00000064 00000000  1000        2 103 2 0 20 4 30 10 -1
   4: 020112C6:C353 4D0212C6:1B58 02 00000001:00000000 01:00000064 00000002  1000        0 104 2 0 100 0 0 1 7
   5: 020000FD000000000000000001000000:C354 020000FD000000000000000002000000:0016 01 00000000:00000000 00:00000000 00000000     0        0 105 1 0 20 4 30 10 -1
   6: 0000000000000000FFFF0000020112C6:1F90 0000000000000000FFFF0000020212C6:C355 01 00000000:00000000 00:00000000 00000000     0        0 106 1 0 20 4 30 10 -1
`
  const brief = parseProcTcp(text).map(({ local, remote, state, timer, expiresMs, retries, inode, ...rest }) => [
    `${local.address} ${local.port}`,
    `${remote.address} ${remote.port}`,
    `${state} ${timer} ${expiresMs} ${retries}`,
    `${rest.family} ${rest.sendQueueBytes} ${rest.recvQueueBytes} ${rest.uid} ${inode}`,
  ])
  expect(brief).toMatchInlineSnapshot(`
    [
      [
        "127.0.0.1 8080",
        "0.0.0.0 0",
        "LISTEN none 0 0",
        "4 0 0 0 100",
      ],
      [
        "198.18.1.2 50000",
        "198.18.2.2 7000",
        "ESTABLISHED keepalive 30000 0",
        "4 0 0 1000 101",
      ],
      [
        "198.18.1.2 50001",
        "198.18.2.2 7000",
        "ESTABLISHED retransmit 2000 5",
        "4 4 0 1000 102",
      ],
      [
        "198.18.1.2 50002",
        "198.18.2.2 7000",
        "ESTABLISHED persist 1000 2",
        "4 9 3 1000 103",
      ],
      [
        "198.18.1.2 50003",
        "198.18.2.77 7000",
        "SYN-SENT retransmit 1000 2",
        "4 1 0 1000 104",
      ],
      [
        "fd00:2::1 50004",
        "fd00:2::2 22",
        "ESTABLISHED none 0 0",
        "6 0 0 0 105",
      ],
      [
        "198.18.1.2 8080",
        "198.18.2.2 50005",
        "ESTABLISHED none 0 0",
        "6 0 0 0 106",
      ],
    ]
  `)
})

test('a line that is none is left out', () => {
  expect(parseProcTcp('')).toEqual([])
  expect(parseProcTcp(`${head}   0: 0100007F:1F90\n`)).toEqual([])
})

test('real sockets are those that sock_diag lists, but for the rounding of times and the queue of a listener', async () => {
  const home = Netns.home()
  const server = await echo(home, 0)
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const four = await connected(home, '127.0.0.1', port)
  const six = await connected(home, '::1', port)
  setSocketOption(six.fd, 'SO_KEEPALIVE', 1)
  setSocketOption(six.fd, 'TCP_KEEPIDLE', 30)
  const ours = ({ local, remote }: { local: { port: number }; remote: { port: number } }) =>
    [local.port, remote.port].includes(port)
  const byProc = procTcpSockets(process.pid).filter(ours)
  const byNetlink = tcpSockets(home)
    .filter(ours)
    .map(({ cookie: _cookie, id: _id, info: _info, ...shown }) => shown)
  for (const { socket } of [four, six]) socket.destroy()
  server.close()
  const rounded = <T extends { state: string; expiresMs: number; inode: number }>(sockets: T[]) =>
    sockets
      .filter(({ state }) => state !== 'LISTEN')
      .map(socket => ({ ...socket, expiresMs: Math.round(socket.expiresMs / 1_000) }))
      .sort((a, b) => a.inode - b.inode)
  expect(rounded(byProc)).toEqual(rounded(byNetlink))
  expect(byProc.map(({ state, timer, family }) => `${state} ${timer} ${family}`).sort()).toEqual([
    'ESTABLISHED keepalive 6',
    'ESTABLISHED none 4',
    'ESTABLISHED none 6',
    'ESTABLISHED none 6',
    'LISTEN none 6',
  ])
})
