// A TCP connection from inside a network namespace, although Node makes its sockets only when nobody is inside any more.
import { Socket } from 'node:net'
import { AF_INET, AF_INET6, libc, SOCK_CLOEXEC } from './libc.ts'
import type { Netns } from './netns.ts'

/** A socket of the namespace that has begun to connect. socket(2): where it is made is where it stays. */
export function connectInside(netns: Netns, { host, port }: { host: string; port: number }): Socket {
  const family = host.includes(':') ? AF_INET6 : AF_INET
  const fd = netns.run(() => libc.socket(family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0))
  return new Socket({ fd: Number(fd) }).connect({ host, port })
}

const SOCK_STREAM = 1
const SOCK_NONBLOCK = 0o4000
