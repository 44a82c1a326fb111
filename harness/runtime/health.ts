// Whether a system is healthy before anything is done to it: every client talks, every witness sees it, every program is up.
import { isOverrun } from '../kit/clock.ts'
import { HalfopenError } from '../kit/errors.ts'
import type { Bound } from '../model/bound.ts'
import { type Host, isClient } from '../model/host.ts'
import { isHealthy, type Observation } from '../model/observation.ts'
import { appOf, hostOf, isKernel, kernelOf } from '../model/observer.ts'
import type { SubjectSpec } from '../model/subject.ts'
import type { HostName, Observer } from '../model/units.ts'
import type { Recorder } from '../observe/recorder.ts'
import { follow } from './follow.ts'
import { type Missing, unhealthy } from './unhealthy.ts'

/** Waits until every witness has seen healthy traffic. Rejects with E_UNHEALTHY, and with E_EXITED_EARLY for a program that ends. */
export async function healthy(system: Begun, recorder: Recorder, signal: AbortSignal): Promise<void> {
  const fresh = follow(system.hosts, recorder)
  let missing = witnesses(system, recorder)
  const done = () => {
    if (hasEnded(recorder)) return true
    const seen = fresh().filter(isHealthy)
    missing = missing.filter(({ saw }) => !seen.some(saw))
    return missing.length === 0
  }
  try {
    await recorder.until(done, signal)
  } catch (thrown) {
    if (!isOverrun(thrown)) throw thrown
    throw unhealthy(system.hosts, missing, { lines: recorder.kept.lines, cuts: recorder.cuts, cause: thrown })
  }
  await refuseExit(system.hosts, recorder)
}

/** Hosts whose programs run; a script of several steps has no bounds yet. */
export interface Begun {
  readonly hosts: readonly Host<SubjectSpec>[]
  readonly bounds?: readonly Bound[]
}

/** Whether a program has ended. */
export function hasEnded({ kept }: Recorder): boolean {
  return kept.events.firstExit !== undefined
}

/** Rejects with E_EXITED_EARLY when a program has ended, with its last words. */
export async function refuseExit(hosts: readonly Host<SubjectSpec>[], recorder: Recorder): Promise<void> {
  const exit = recorder.kept.events.firstExit
  if (!exit) return
  await recorder.lastWords.heardOut()
  const name = hostOf(exit.by)
  const last = name === undefined ? undefined : recorder.kept.lines.lastWords(name)
  const words = last === undefined ? ', without a word' : `, its last words: ${last}`
  const program = hosts.find(host => host.name === name)?.program.name
  throw new HalfopenError(
    'E_EXITED_EARLY',
    `Cannot inject a fault: ${name} "${program}" ended before the fault (${exit.detail})${words}`,
    { fix: 'Run its command by hand: it has to stay up' },
  )
}

/** Who has to have seen healthy traffic. */
interface Witness extends Missing {
  readonly saw: (seen: Observation) => boolean
}

/**
 * Each client that can say so; each kernel that is to bear witness; and of a client whose kernel is not, its connections on the wire. Where
 * there is one client only, a kernel that is asked says enough. Nobody else need have seen anything: it may be one that says nothing at all.
 */
function witnesses({ hosts, bounds = [] }: Begun, recorder: Recorder): readonly Witness[] {
  const clients = hosts.filter(isClient)
  const speaking = clients.filter(({ program }) => program.says.connected).map(({ name }) => appOf(name))
  const kernels = [...new Set(bounds.map(({ by }) => by).filter(isKernel))]
  const unasked = clients.filter(({ name }) =>
    clients.length === 1 ? kernels.length === 0 : !kernels.includes(kernelOf(name)),
  )
  return [
    ...speaking.map(by => ({
      name: by,
      of: hostOf(by),
      speaks: true as const,
      saw: (seen: Observation) => seen.by === by,
    })),
    ...kernels.map(by => seenBy(by, hosts, recorder)),
    ...unasked.map(({ name }) => onWire(name, clients.length === 1 ? 'wire' : `wire (of ${name})`, recorder)),
  ]
}

/** Of a kernel with connections on both sides the one that its host has made is the last to come. */
function seenBy(by: Observer, hosts: Begun['hosts'], recorder: Recorder): Witness {
  const hop = hosts.find(({ name, listens }) => by === kernelOf(name) && listens)
  if (!hop || !isClient(hop)) return { name: by, of: hostOf(by), saw: seen => seen.by === by }
  const isOwn = isFrom(hop.name, recorder)
  return { name: by, of: hop.name, saw: seen => seen.by === by && isOwn(seen.connection) }
}

function onWire(client: string, name: string, recorder: Recorder): Witness {
  const isOwn = isFrom(client, recorder)
  return { name, of: client, saw: ({ by, connection }) => by === 'wire' && isOwn(connection) }
}

function isFrom(client: HostName, recorder: Recorder): (id: number | undefined) => boolean {
  return id => recorder.connections.some(one => one.id === id && one.from === client)
}
