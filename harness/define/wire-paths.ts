// A path of the wire that nobody takes: what is claimed of it would be known only after the run, when nothing was seen there.
import { didYouMean, HalfopenError } from '../kit/errors.ts'
import type { Bound } from '../model/bound.ts'
import { type Host, pathsOf } from '../model/host.ts'
import { isOn, readObserver, wireOf } from '../model/observer.ts'
import { namesOwnAddress } from '../model/placeholders.ts'
import { boundAt } from './bounds.ts'

/**
 * Throws E_OBSERVER for a path that is written from the server to its client, or from a host to itself. Who tells others his own address may be
 * connected to by whoever does not name him.
 */
export function refuseBackwards(bounds: readonly Pick<Bound, 'by'>[], hosts: readonly Host[]): void {
  const paths = pathsOf(hosts)
  for (const [at, { by }] of bounds.entries()) {
    const read = readObserver(by)
    if (read?.level !== 'wire' || !read.path) continue
    const { from, to } = read.path
    if (paths.some(isOn(read.path))) continue
    const known = paths.map(wireOf)
    if (from === to) throw refusal(boundAt(at, bounds), `${from} does not connect to itself`, by, didYouMean(by, known))
    const back = wireOf({ from: to, to: from })
    const tellsOthers = hosts.some(({ name, program }) => name === to && namesOwnAddress(program))
    if (known.includes(back) && !tellsOthers)
      throw refusal(
        boundAt(at, bounds),
        `${to} connects to ${from}, and not ${from} to ${to}`,
        by,
        ` Did you mean "${back}"?`,
      )
  }
}

function refusal(where: string, cause: string, by: string, near: string): HalfopenError {
  return new HalfopenError('E_OBSERVER', `Cannot use the ${where}: ${cause}, got "${by}"`, {
    fix: `A path is from who connects to whom he connects to.${near}`,
  })
}
