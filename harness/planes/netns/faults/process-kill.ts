// The control: the processes are killed, their kernel closes the connections, and everybody is told.
import type { Fault } from '../../../model/fault.ts'
import { called } from '../../host-words.ts'
import type { Injection } from '../../plane.ts'
import { killAll } from '../clearing.ts'
import { injected } from '../injection.ts'
import type { PacketTestbed } from '../packet-testbed.ts'
import { processesIn, signalAll } from '../processes.ts'

/** Kills a host's programs. Where they had connections and the other side was told of none of their ends, there is no evidence. */
export async function processKill(
  testbed: PacketTestbed,
  fault: Fault<'process-kill'>,
  signal: AbortSignal,
): Promise<Injection> {
  const { netns } = testbed.place(fault.host)
  const programs = testbed.programs(fault.host)
  const atMs = testbed.recorder.clock.nowMs()
  const processes = processesIn(netns)
  signalAll(processes, 'SIGKILL')
  await killAll([netns], signal)
  const byMs = testbed.recorder.clock.nowMs()
  const evidence = () => {
    const { sent, notified } = testbed.wire.goodbyesSince(fault.host, atMs)
    if (processesIn(netns).length > 0 || (sent > 0 && notified === 0)) return undefined
    const names = programs.map(({ name, pid }) => `"${name}" (process ${pid})`).join(', ')
    const others = processes.length - programs.length
    const rest = others > 0 ? `, with ${others} that ${programs.length === 1 ? 'it' : 'they'} had started,` : ''
    return {
      text: `${names}${rest} killed; the end of ${notified} of ${sent} connections was passed on`,
      facts: { programs: programs.length, processes: processes.length, connections: sent, notified },
    }
  }
  return injected(testbed, { fault, atMs, byMs, evidence, heal: { cannot: `${called(fault.host)} was killed` } })
}
