// The names of a scenario as its author writes them, checked at the door: a misspelt one would be answered with NXDOMAIN, as if that were the finding.
import { moveOf } from '../faults/all.ts'
import { checkFault } from '../faults/check.ts'
import { didYouMean, HalfopenError } from '../kit/errors.ts'
import { shown } from '../kit/shown.ts'
import type { Host } from '../model/host.ts'
import { type Names, usualTtlMs } from '../model/names.ts'
import { type Action, isFault } from '../model/step.ts'
import type { HostName } from '../model/units.ts'
import { type Duration, lengthOf } from './duration.ts'
import { refuseNobody } from './hosts.ts'
import { refuseUnknown } from './unknown.ts'

/** Names that DNS serves in a box. `H`: the names of all hosts. */
export type NamesSpec<H extends string = string> = Readonly<Record<string, NameSpec<H>>>

/** What a name stands for until a `moveName()`. */
export interface NameSpec<H extends string = string> {
  /** A host, or several in the order in which they are answered. */
  is: H | readonly [H, ...H[]]
  /** How long who asked may keep the answer: whole seconds. @default '60s' */
  ttl?: Duration
}

/** As data. Throws E_NAMES for what can be no name, E_HOST for a host that is not there, E_DURATION, and E_UNKNOWN_FIELD. */
export function parseNames(claim: string, names: NamesSpec, hosts: readonly Pick<Host, 'name'>[]): Names {
  if (typeof names !== 'object' || names === null || Array.isArray(names))
    throw refusal(claim, `names are hosts by name, got "${shown(names)}"`, write)
  return Object.fromEntries(
    Object.entries(names).map(([name, spec]) => {
      if (name.length > 253 || !/^[a-z0-9_]([\w-]{0,62})(\.[a-z0-9_][\w-]{0,62})*$/i.test(name))
        throw refusal(claim, `this can be no name, got "${name}"`, write)
      const own = hosts.find(host => host.name.toLowerCase() === name.toLowerCase())
      if (own) throw refusal(claim, `${own.name} is a host's own name`, 'Give it another: db.test')
      refuseUnknown(`name ${name}`, spec, ['is', 'ttl'])
      const is = [spec.is].flat()
      if (is.length === 0 || is.some(host => typeof host !== 'string'))
        throw refusal(claim, `${name} is no host, got "${shown(spec.is)}"`, write)
      for (const host of is) refuseNobody(claim, `the name ${name}`, host, hosts)
      const ttlMs = spec.ttl === undefined ? usualTtlMs : lengthOf(`\`ttl\` of the name ${name}`, spec.ttl)
      if (ttlMs % 1_000 !== 0 || ttlMs >= 2 ** 31 * 1_000)
        throw refusal(claim, `the ttl of ${name} is no whole seconds, got "${shown(spec.ttl)}"`, "Write ttl: '5s'")
      return [name.toLowerCase(), { is, ttlMs }]
    }),
  )
}

/** Throws E_NAMES for a step that moves a name which there is not. */
export function refuseUnknownMoves(claim: string, steps: readonly { readonly does: Action }[], names: Names): void {
  for (const { does } of steps) {
    const moved = isFault(does) ? moveOf(does)?.name : undefined
    if (moved === undefined || Object.hasOwn(names, moved.toLowerCase())) continue
    const known = Object.keys(names)
    const there = known.length === 0 ? `Add names: { '${moved}': { is: ... } }.` : `There are ${known.join(', ')}.`
    throw refusal(claim, `it moves a name that there is not, got "${moved}"`, `${there}${didYouMean(moved, known)}`)
  }
}

/** What each name leads to, at first or later: who speaks of it has a path there. What cannot be read leads nowhere: others refuse it. */
export function leadsOf(names: unknown, steps: unknown): ReadonlyMap<string, readonly HostName[]> {
  if (typeof names !== 'object' || names === null) return new Map()
  const moves = [steps].flat().flatMap(moveIn)
  const leads = Object.entries(names).map(([name, spec]): [string, readonly HostName[]] => {
    const later = moves.flatMap(move => (move.name.toLowerCase() === name.toLowerCase() ? move.to : []))
    return [name, [[spec?.is].flat(), later].flat().filter(host => typeof host === 'string')]
  })
  return new Map(leads)
}

function moveIn(step: unknown): readonly { readonly name: string; readonly to: readonly HostName[] }[] {
  if (typeof step !== 'object' || step === null || !('does' in step)) return []
  try {
    const move = moveOf(checkFault(step.does))
    return move ? [move] : []
  } catch {
    return []
  }
}

const write = "Write names: { 'db.test': { is: 'db' } }"

function refusal(claim: string, cause: string, fix: string): HalfopenError {
  return new HalfopenError('E_NAMES', `Cannot use scenario "${claim}": ${cause}`, { fix })
}
