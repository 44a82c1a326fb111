// The TCP and UDP sockets of a process's namespace as /proc/PID/net shows them to everybody: no privilege, and no TCP_INFO. proc_pid_net(5)
import { readFileSync } from 'node:fs'
import { ipText } from './ip-address.ts'
import type { Netns } from './netns.ts'
import { type TcpSocket, tcpState } from './tcp-socket.ts'
import { tcpTimer } from './tcp-timer.ts'

/** All TCP sockets of the network namespace that the process is in, IPv4 and IPv6. Throws a Node error where there is none such. */
export function procTcpSockets(pid: number): ProcTcpSocket[] {
  return ['tcp', 'tcp6'].flatMap(name => parseProcTcp(contents(`/proc/${pid}/net/${name}`)))
}

/** All UDP sockets of a network namespace: `CLOSED` where they are connected to nobody, whose `remote` is port 0. */
export function procUdpSockets(netns: Pick<Netns, 'run'>): ProcUdpSocket[] {
  return ['udp', 'udp6'].flatMap(name => parseProcTcp(netns.run(() => contents(`/proc/thread-self/net/${name}`))))
}

/** A UDP socket: of a socket's columns those that mean something there. */
export type ProcUdpSocket = Pick<ProcTcpSocket, 'local' | 'remote' | 'family' | 'recvQueueBytes' | 'inode' | 'uid'>

/** The sockets of a /proc/net/tcp or tcp6, udp or udp6. A line that is none is left out. */
export function parseProcTcp(text: string): ProcTcpSocket[] {
  return text
    .split('\n')
    .slice(1)
    .filter(line => socketLine.test(line))
    .map(line => read(line.trim().split(/\s+/)))
}

/** Number, both ends, state, queues, timer, retransmissions, and three decimals: uid, probes, inode. */
const socketLine =
  /^ *\d+:( (?:[\dA-F]{8}|[\dA-F]{32}):[\dA-F]{4}){2} [\dA-F]{2}( [\dA-F]+:[\dA-F]+){2} [\dA-F]+( +\d+){3}/

/** A socket without what only netlink tells. Times are in hundredths of a second; of a listener `sendQueueBytes` is 0. */
export type ProcTcpSocket = Omit<TcpSocket, 'cookie' | 'id' | 'info'>

/** Columns of get_tcp4_sock() in net/ipv4/tcp_ipv4.c; two numbers that belong together are joined by a colon. */
function read([, local = '', remote = '', state = '', queues = '', timer = '', retries = '', ...rest]: string[]) {
  const [sendQueueBytes, recvQueueBytes] = queues.split(':').map(hex)
  const [kind, expires = 0] = timer.split(':').map(hex)
  const [uid, probes, inode] = rest.map(Number)
  const name = tcpTimer(kind)
  return {
    local: end(local),
    remote: end(remote),
    family: local.length > 13 ? (6 as const) : (4 as const),
    state: tcpState(hex(state)),
    timer: name,
    expiresMs: name === 'none' ? 0 : expires * 10, // USER_HZ
    retries: name === 'keepalive' || name === 'persist' ? (probes ?? 0) : hex(retries),
    recvQueueBytes: recvQueueBytes ?? 0,
    sendQueueBytes: sendQueueBytes ?? 0,
    inode: inode ?? 0,
    uid: uid ?? 0,
  }
}

/** `0100007F:1F90`: the address as words of 32 bits in the host's order, the port as a number. */
function end(text: string) {
  const [address = '', port = ''] = text.split(':')
  return { address: ipText(Buffer.from(address, 'hex').swap32()), port: hex(port) }
}

const hex = (text: string): number => Number.parseInt(text, 16)

/** IPv6 may be switched off. */
function contents(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (thrown) {
    if (path.endsWith('6')) return ''
    throw thrown
  }
}
