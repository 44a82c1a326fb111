// The hosts of a script by name: each program's own, and `client`, `server` and `standby` for the first of each.

import { hostsOf } from '../faults/all.ts'
import { didYouMean, HalfopenError } from '../kit/errors.ts'
import type { Host } from '../model/host.ts'
import { type Action, isFault } from '../model/step.ts'
import type { HostName } from '../model/units.ts'

/** A host's name from a program's: letters, digits and dashes, with a number behind it where there is one of that name already. */
export function hostNamed(program: string, hosts: readonly Pick<Host, 'name'>[]): HostName {
  const words = program.match(/[a-z0-9_]+/gi) ?? []
  const plain = words.join('-')
  const name = /^[a-z]/i.test(plain) ? plain : `host-${plain}`
  const taken = (wanted: string) => hosts.some(host => host.name === wanted)
  if (!taken(name)) return name
  let number = 2
  while (taken(`${name}#${number}`)) number++
  return `${name}#${number}`
}

/**
 * The action with the pair's names put in place of hosts that are called otherwise. Throws E_HOST, with the nearest, for a name that no host
 * has.
 */
export function withHosts(does: Action, hosts: readonly HostName[], first: ReadonlyMap<string, HostName>): Action {
  const named = (name: unknown) =>
    typeof name === 'string' && !hosts.includes(name) ? (first.get(name) ?? name) : name
  const fields = Object.entries(does).map(([field, value]) => [
    field,
    Array.isArray(value) ? value.map(named) : named(value),
  ])
  const renamed: Action = { ...does, ...Object.fromEntries(fields), kind: does.kind }
  const stray = namesIn(renamed).find(name => !hosts.includes(name))
  if (stray === undefined) return renamed
  throw new HalfopenError('E_HOST', `Cannot inject ${does.kind}: there is no such host, got "${stray}"`, {
    fix: `There are ${hosts.join(', ')}.${didYouMean(stray, hosts)}`,
  })
}

function namesIn(does: Action): readonly HostName[] {
  if (does.kind === 'run') return [does.on]
  return isFault(does) ? hostsOf(does) : []
}
