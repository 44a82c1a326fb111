// The socket options that Node has no words for, and a check of what only a kernel can be told. koffi is loaded when one is asked for.
import { readFileSync } from 'node:fs'
import type { Socket } from 'node:net'
import type { Settings } from '../../model/settings.ts'
import type { SocketOption } from '../../netlink/sockopt.ts'

/** Sets them on a socket that has begun to connect. Rejects for a setting that this kernel does not have, or was not given. */
export async function optionSetter(settings: Settings): Promise<(socket: Socket) => void> {
  refuseUnset('tcp_retries2', settings.retries2)
  const wanted = optionsOf(settings)
  if (wanted.length === 0) return () => {}
  const { setSocketOption } = await import('../../netlink/sockopt.ts')
  return socket => {
    const fd = descriptorOf(socket)
    if (fd !== undefined) for (const [option, value] of wanted) setSocketOption(fd, option, value)
  }
}

function optionsOf({ userTimeoutMs, synRetries, rtoMaxMs }: Settings): [SocketOption, number][] {
  return [
    ...option('TCP_USER_TIMEOUT', userTimeoutMs),
    ...option('TCP_SYNCNT', synRetries),
    ...option('TCP_RTO_MAX_MS', rtoMaxMs),
  ]
}

function option(name: SocketOption, value: number | undefined): [SocketOption, number][] {
  return value === undefined ? [] : [[name, value]]
}

/** The descriptor that Node keeps to itself; there is none once the socket is closed. */
function descriptorOf(socket: Socket): number | undefined {
  const handle = '_handle' in socket ? socket._handle : undefined
  const fd = typeof handle === 'object' && handle !== null && 'fd' in handle ? handle.fd : undefined
  return typeof fd === 'number' && fd >= 0 ? fd : undefined
}

/** A setting of the kernel's that nobody has made would do nothing, and nobody would know. */
function refuseUnset(name: string, wanted: number | undefined): void {
  if (wanted === undefined) return
  const found = Number(readFileSync(`/proc/sys/net/ipv4/${name}`, 'utf8'))
  if (found === wanted) return
  throw new Error(
    `Cannot use retries2=${wanted}: it is the kernel's to set, and net.ipv4.${name} is ${found}. ` +
      'Give the scenario network: { sysctls: { client: sysctlsOf(settings) } }',
  )
}
