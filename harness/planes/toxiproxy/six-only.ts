// A server that Toxiproxy cannot reach: it listens on ::1, which `localhost` is to many programs, and Toxiproxy connects to 127.0.0.1.
import { HalfopenError } from '../../kit/errors.ts'
import type { Host } from '../../model/host.ts'
import type { SubjectSpec } from '../../model/subject.ts'
import { procTcpSockets } from '../../netlink/proc-net.ts'

/** Throws E_LOOPBACK where all that listen on a port do so on ::1. It is asked of the kernel: a connection would be one more than the client's. */
export function refuseSixOnly({ program }: Host<SubjectSpec>, port: number): void {
  if (process.platform !== 'linux') return
  const listening = procTcpSockets(process.pid).filter(({ state, local }) => state === 'LISTEN' && local.port === port)
  if (listening.length === 0 || listening.some(({ local }) => local.address !== '::1')) return
  throw new HalfopenError(
    'E_LOOPBACK',
    `Cannot reach server "${program.name}": it listens on IPv6's loopback only, got "[::1]:${port}"`,
    {
      fix: 'Let it listen on {host}, which is 127.0.0.1 here, and not on localhost',
    },
  )
}
