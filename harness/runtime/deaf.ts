// What a plane cannot show of a client, as that client's sockets tell: nobody has declared it, or not all of it, so that it is known only when it has run.
import { HalfopenError } from '../kit/errors.ts'
import type { Bound, Outcome } from '../model/bound.ts'
import { isClient } from '../model/host.ts'
import type { StepRecord } from '../model/step.ts'
import type { Subject } from '../model/subject.ts'
import type { Claimed, Plane } from '../planes/plane.ts'
import { isShown } from '../verdict/seen-settings.ts'

/** The plane's own reason, as for a client that declares what its sockets show; undefined where somebody noticed, or it can be shown. */
export function deafness(
  plane: Pick<Plane, 'unsupported'>,
  claim: Claimed,
  { bounds, steps }: Happened,
): string | undefined {
  const [first, ...others] = bounds.filter(({ outcome }) => outcome?.kind === 'silent').map(({ bound }) => bound)
  if (!first) return undefined
  const hosts = claim.hosts.map(host => (isClient(host) ? { ...host, program: asSeen(host, steps) } : host))
  return plane.unsupported({ ...claim, hosts, bounds: [first, ...others] })
}

/** The same for a script, which is skipped by it. Throws E_UNSUPPORTED. */
export function refuseDeaf(plane: Pick<Plane, 'name' | 'unsupported'>, claim: Claimed, happened: Happened): void {
  const reason = deafness(plane, claim, happened)
  if (reason !== undefined)
    throw new HalfopenError('E_UNSUPPORTED', `Cannot watch for a loss on ${plane.name}: ${reason}`)
}

interface Happened {
  readonly bounds: readonly { readonly bound: Bound; readonly outcome?: Outcome | undefined }[]
  readonly steps: readonly Pick<StepRecord, 'found'>[]
}

/** With what would let its kernel notice, as any of its sockets has it. */
function asSeen<P extends Pick<Subject, 'settings'>>(
  { name, program }: { readonly name: string; readonly program: P },
  steps: Happened['steps'],
): P {
  const sets = steps
    .flatMap(({ found = [] }) => found)
    .filter(isShown)
    .flatMap(({ from, socket: { set } }) => (from === name ? [set] : []))
  const keepalive = sets.find(set => set.keepalive)?.keepalive
  const userTimeoutMs = sets.find(set => set.userTimeoutMs !== undefined)?.userTimeoutMs
  const settings = {
    ...program.settings,
    ...(keepalive ? { keepalive } : {}),
    ...(userTimeoutMs === undefined ? {} : { userTimeoutMs }),
  }
  return { ...program, settings }
}
