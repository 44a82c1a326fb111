// Reads the sockets of one running process, once, and touches nothing: no signal, no ptrace(2), no option set.
import { HalfopenError } from '../kit/errors.ts'
import { SystemError } from '../netlink/native-call.ts'
import { inNetnsOf, sharesNetns } from '../netlink/process-netns.ts'
import { type SocketDescriptor, socketDescriptors } from '../netlink/socket-owner.ts'
import { timerSysctls } from '../netlink/timer-sysctls.ts'
import type { NamespaceSettings, ProcessReading } from './connection.ts'
import { type Process, processOf } from './process.ts'
import { type Found, socketsOf } from './read-sockets.ts'

/** Throws E_NO_PROCESS, E_PERMISSION where it may not be looked into, E_ENDED where it ends meanwhile. */
export function readProcess(pid: number): ProcessReading {
  const before = processOf(pid)
  try {
    const reading = readingOf(before)
    if (isStill(before)) return reading
  } catch (thrown) {
    if (isStill(before)) throw thrown
  }
  throw new HalfopenError('E_ENDED', `Cannot audit process ${pid} (${before.name}): it ended while it was being read`)
}

function readingOf(process: Process): ProcessReading {
  const { pid, name } = process
  const { seen, ...source }: Found = socketsOf(pid, descriptorsOf(process))
  const distinct = [...new Map(seen.map(socket => [socket.inode, socket])).values()]
  return {
    pid,
    name,
    ...source,
    namespace: sharesNetns(pid) ? 'own' : 'another',
    settings: settingsOf(pid),
    connections: distinct.flatMap(({ local, remote, ...rest }) =>
      local && remote ? [{ pid, local, remote, ...rest }] : [],
    ),
    listening: distinct.flatMap(({ inode, state, local, detectors }) =>
      state === 'LISTEN' && local ? [{ pid, inode, local, detectors }] : [],
    ),
  }
}

function descriptorsOf({ pid, name, uid }: Process): SocketDescriptor[] {
  try {
    return socketDescriptors(pid)
  } catch (cause) {
    const own = process.geteuid?.()
    const whose =
      uid === own ? 'it has capabilities that you have not' : `it belongs to uid ${uid}, and you are uid ${own}`
    throw new HalfopenError('E_PERMISSION', `Cannot look into process ${pid} (${name}): ${whose}`, {
      fix: fixFor(uid, own),
      cause,
    })
  }
}

function fixFor(uid: number, own: number | undefined): string {
  if (own === 0) return 'Run it with CAP_SYS_PTRACE and whatever else it has, as outside of a container'
  return uid === own || uid === 0 ? 'Run it as root' : `Run it as root, or as uid ${uid}`
}

function settingsOf(pid: number): NamespaceSettings {
  try {
    return asSettings(inNetnsOf(pid, timerSysctls))
  } catch (thrown) {
    if (thrown instanceof SystemError) return ofNewNamespaces
    throw thrown
  }
}

/** What include/net/tcp.h gives to a new network namespace, whatever its parent has. */
const ofNewNamespaces: NamespaceSettings = {
  assumed: true,
  retries2: 15,
  keepalive: { idleMs: 7_200_000, intervalMs: 75_000, count: 9 },
}

function asSettings(sysctls: ReturnType<typeof timerSysctls>): NamespaceSettings {
  const { retries2, keepalive } = ofNewNamespaces
  const seconds = (name: string) => {
    const value = sysctls[`net.ipv4.tcp_keepalive_${name}`]
    return value === undefined ? undefined : value * 1_000
  }
  return {
    assumed: false,
    retries2: sysctls['net.ipv4.tcp_retries2'] ?? retries2,
    keepalive: {
      idleMs: seconds('time') ?? keepalive.idleMs,
      intervalMs: seconds('intvl') ?? keepalive.intervalMs,
      count: sysctls['net.ipv4.tcp_keepalive_probes'] ?? keepalive.count,
    },
  }
}

function isStill({ pid, startedAt }: Process): boolean {
  try {
    return processOf(pid).startedAt === startedAt
  } catch {
    return false
  }
}
