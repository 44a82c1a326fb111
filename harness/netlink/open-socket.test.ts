import { once } from 'node:events'
import { closeSync, openSync } from 'node:fs'
import { createServer } from 'node:net'
import { expect, test as plain } from 'vitest'
import { dial } from './fixtures/traffic.ts'
import { AF_INET, AF_NETLINK, libc } from './libc.ts'
import { Netns } from './netns.ts'
import { openTcpSocket } from './open-socket.ts'
import { socketDescriptors } from './socket-owner.ts'
import { setSocketOption } from './sockopt.ts'
import { tcpSockets } from './tcp-socket.ts'

const test = plain.runIf(process.platform === 'linux')
const home = Netns.home()

test('the options that a program set are read as it set them, the others as the kernel has them', async () => {
  await using server = await listen('127.0.0.1')
  await using set = await connected('127.0.0.1', server.port)
  await using plain = await connected('127.0.0.1', server.port)
  setSocketOption(set.fd, 'SO_KEEPALIVE', 1)
  setSocketOption(set.fd, 'TCP_KEEPIDLE', 30)
  setSocketOption(set.fd, 'TCP_KEEPINTVL', 10)
  setSocketOption(set.fd, 'TCP_KEEPCNT', 3)
  setSocketOption(set.fd, 'TCP_USER_TIMEOUT', 25_000)
  setSocketOption(set.fd, 'TCP_SYNCNT', 2)
  expect(optionsOf(set.fd)).toEqual([1, 30, 10, 3, 25_000, 2])
  const [on, idle, , , timeout] = optionsOf(plain.fd)
  expect([on, timeout]).toEqual([0, 0])
  expect(idle).toBeGreaterThan(30)
})

test.for(['127.0.0.1', '::1'])(
  'the ends of a connection to %s and its inode are those that the kernel lists',
  async host => {
    await using server = await listen(host)
    await using client = await connected(host, server.port)
    const seen = openTcpSocket(client.fd)
    const listed = tcpSockets(home).find(({ inode }) => inode === seen?.inode)
    expect(seen?.remote).toEqual({ address: host, port: server.port })
    expect([seen?.local, seen?.remote, seen?.state]).toEqual([listed?.local, listed?.remote, 'ESTABLISHED'])
    expect(seen?.info?.rtoMs).toBeGreaterThan(0)
  },
)

test('a listener and an unconnected socket have no peer', async () => {
  await using server = await listen('127.0.0.1')
  const fd = libc.socket(AF_INET, 1, 0)
  const [fresh, listening] = [openTcpSocket(fd), openTcpSocket(server.fd)]
  closeSync(fd)
  expect([fresh?.state, fresh?.remote]).toEqual(['CLOSED', undefined])
  expect([listening?.state, listening?.remote, listening?.local?.port]).toEqual(['LISTEN', undefined, server.port])
})

test('what is no TCP socket is none: a file, UDP, a local socket, netlink', () => {
  const fds = [
    openSync('/dev/null', 'r'),
    libc.socket(AF_INET, 2, 0),
    libc.socket(1, 1, 0),
    libc.socket(AF_NETLINK, 3, 0),
  ]
  const seen = fds.map(openTcpSocket)
  for (const fd of fds) closeSync(fd)
  expect(seen).toEqual([undefined, undefined, undefined, undefined])
})

function optionsOf(fd: number): unknown[] {
  const seen = openTcpSocket(fd)
  return [seen?.keepalive, seen?.keepIdleS, seen?.keepIntervalS, seen?.keepCount, seen?.userTimeoutMs, seen?.synRetries]
}

async function listen(host: string) {
  const server = createServer(socket => socket.on('error', () => {}).resume()).listen(0, host)
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const inode = tcpSockets(home).find(({ local, state }) => state === 'LISTEN' && local.port === port)?.inode
  const fd = socketDescriptors(process.pid).find(held => held.inode === inode)?.fd ?? -1
  return { port, fd, [Symbol.asyncDispose]: async () => void server.close() }
}

async function connected(host: string, port: number) {
  const { socket, fd } = dial(home, host, port)
  await once(socket, 'connect')
  return { fd, [Symbol.asyncDispose]: async () => void socket.destroy() }
}
