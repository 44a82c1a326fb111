// Sockets that are bound in a namespace at once, for Node to go on with: its own binding comes a turn of its loop later, outside.
import { closeSync } from 'node:fs'
import { be16, u16 } from './bytes.ts'
import { familyOf, ipBytes } from './ip-address.ts'
import { AF_INET, libc, SOCK_CLOEXEC } from './libc.ts'
import type { Netns } from './netns.ts'

/** The descriptor of a socket that is bound to an address; port 0 is any. Throws a SystemError, EADDRINUSE or EADDRNOTAVAIL. */
export function boundSocket(netns: Netns, kind: keyof typeof kinds, address: string, port: number): number {
  const bytes = ipBytes(address)
  const family = familyOf(bytes)
  const fd = netns.run(() => libc.socket(family, kinds[kind] | SOCK_CLOEXEC, 0))
  // struct sockaddr_in and sockaddr_in6: ip(7), ipv6(7)
  const rest = family === AF_INET ? [bytes, Buffer.alloc(8)] : [Buffer.alloc(4), bytes, Buffer.alloc(4)]
  const end = Buffer.concat([u16(family), be16(port), ...rest])
  try {
    libc.bind(fd, end, end.length)
    return fd
  } catch (thrown) {
    closeSync(fd)
    throw thrown
  }
}

const kinds = { tcp: 1, udp: 2 } as const
