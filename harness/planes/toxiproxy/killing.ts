// Ends all that a host runs for certain, and shows afterwards that it was the kill that ended its programs.
import { within } from '../../kit/clock.ts'
import { until } from '../../kit/until.ts'
import type { Evidence } from '../../model/evidence.ts'
import type { HostName, Ms } from '../../model/units.ts'
import { called } from '../host-words.ts'
import type { ByteTestbed } from './byte-testbed.ts'

/** Kills a host's programs with all that they started, and waits for their end. */
export async function endByKill(testbed: ByteTestbed, host: HostName, signal: AbortSignal): Promise<Killed> {
  const { clock } = testbed.recorder
  const programs = testbed.programs(host)
  const processes = await testbed.processes(host)
  const atMs = clock.nowMs()
  testbed.signal(processes, 'SIGKILL')
  await within('kill', 3_000, () => Promise.all(programs.map(({ exited }) => exited)), signal)
  const others = processes.length - programs.length
  const gone = async () => {
    const left = await testbed.processes(host)
    testbed.signal(left, 'SIGKILL') // and one that was made meanwhile
    return left.length === 0 || undefined
  }
  // Where there is nobody to wait for, nobody is looked for now: that takes longer than the goodbye that somebody else may be waiting for.
  if (others > 0) await until(`see all of ${called(host)} gone`, gone, { withinMs: 3_000, everyMs: 2, signal })
  const byMs = clock.nowMs()
  const evidence = () => {
    if (programs.some(({ ended }) => ended?.signal !== 'SIGKILL')) return undefined
    const words = programs.map(({ name, pid }) => `"${name}" (process ${pid}) was ended by SIGKILL`)
    const rest = others > 0 ? `, with ${others} that ${programs.length === 1 ? 'it' : 'they'} had started` : ''
    return { text: `${words.join(', ')}${rest}`, facts: { processes: processes.length } }
  }
  return { atMs, byMs, evidence }
}

/** What was killed, and when. */
export interface Killed {
  readonly atMs: Ms
  readonly byMs: Ms
  /** How they ended; undefined where something else ended them. */
  evidence(): Evidence | undefined
}
