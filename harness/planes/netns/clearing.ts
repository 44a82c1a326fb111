// Ends everything on a host: its processes first, then what its kernel still holds, so that nothing says goodbye later.
import { readdirSync } from 'node:fs'
import { until } from '../../kit/until.ts'
import { KernelError } from '../../netlink/kernel-error.ts'
import type { Netns } from '../../netlink/netns.ts'
import { destroySocket, tcpSockets } from '../../netlink/tcp-socket.ts'
import { processesIn, signalAll } from './processes.ts'

/** Kills every process of the namespaces and waits for their end. Returns how many there were. */
export async function killAll(all: readonly Netns[], signal?: AbortSignal): Promise<number> {
  const seen = new Set<number>()
  const gone = () => {
    const alive = processesIn(...all)
    for (const { pid } of alive) seen.add(pid)
    signalAll(alive, 'SIGKILL')
    return (alive.length === 0 && ![...seen].some(isEnding)) || undefined
  }
  await until(`kill all processes of ${all.map(({ name }) => name).join(', ')}`, gone, {
    withinMs: 3_000,
    everyMs: 1,
    signal,
  })
  return seen.size
}

/**
 * Destroys every TCP socket of the namespaces: connections, and orphans that would go on retransmitting and keep the namespace
 * alive for 20 s. Returns how many there were. Of several refusals the first is thrown, when all have been asked.
 */
export function destroyAll(...all: readonly Netns[]): number {
  const failures: unknown[] = []
  let destroyed = 0
  for (const netns of all) {
    try {
      destroyed += destroyIn(netns)
    } catch (thrown) {
      failures.push(thrown)
    }
  }
  if (failures.length > 0) throw failures[0]
  return destroyed
}

function destroyIn(netns: Netns): number {
  const sockets = tcpSockets(netns).filter(({ state }) => state !== 'LISTEN')
  for (const socket of sockets) {
    try {
      netns.request(destroySocket(socket))
    } catch (thrown) {
      if (!(thrown instanceof KernelError && thrown.errno === 'ENOENT')) throw thrown
    }
  }
  return sockets.length
}

/** A process whose first thread has ended holds its sockets until the last of its threads has. */
function isEnding(pid: number): boolean {
  try {
    return readdirSync(`/proc/${pid}/task`).length > 1
  } catch {
    return false
  }
}
