// The names that a script gives its hosts: to hosts that are there, by their programs, so that a misspelt one does not compile.
import type { Duration } from '../define/duration.ts'
import { type NamesSpec, parseNames } from '../define/names.ts'
import { didYouMean, HalfopenError } from '../kit/errors.ts'
import { shown } from '../kit/shown.ts'
import type { Host } from '../model/host.ts'
import type { Names } from '../model/names.ts'
import type { HostName } from '../model/units.ts'
import type { Actor } from './actor.ts'

/** Names that DNS serves from then on. */
export type ScriptNames = Readonly<Record<string, ScriptName>>

/** What a name stands for until a `moveName()`. */
export interface ScriptName {
  /** A program of the testbed, or several in the order in which they are answered. */
  is: NamedProgram | readonly [NamedProgram, ...NamedProgram[]]
  /** How long who asked may keep the answer: whole seconds. @default '60s' */
  ttl?: Duration
}

/** A program of the testbed, or the first of its kind. */
export type NamedProgram = Actor | 'client' | 'server' | 'standby'

/** As data. Throws E_NAMES, for a name that is there already too, E_HOST, E_DURATION and E_UNKNOWN_FIELD. */
export function namesOf(claim: string, names: ScriptNames, { hosts, first, known }: There): Names {
  const read = (name: string, one: ScriptName): NamesSpec[string] => {
    // What is no specification stays as it is: it is refused with the others.
    if (typeof one !== 'object' || one === null) return one
    const [is, ...more] = [one.is].flat()
    const host = (of: NamedProgram | undefined) => hostOf(of, name, { hosts, first, known })
    return { ...one, is: [host(is), ...more.map(host)] }
  }
  const spec = Object.entries(names ?? {}).map(([name, one]): [string, NamesSpec[string]] => [name, read(name, one)])
  const parsed = parseNames(claim, Object.fromEntries(spec), hosts)
  const again = Object.keys(parsed).find(name => known.includes(name))
  if (again === undefined) return parsed
  throw new HalfopenError('E_NAMES', `Cannot use script "${claim}": there is such a name already, got "${again}"`, {
    fix: `Move it: testbed.inject(moveName('${again}', ...))`,
  })
}

/** What there is so far. */
interface There {
  readonly hosts: readonly Host[]
  /** What `client`, `server` and `standby` stand for. */
  readonly first: ReadonlyMap<string, HostName>
  readonly known: readonly string[]
}

function hostOf(program: NamedProgram | undefined, name: string, { hosts, first }: There): HostName {
  const called = typeof program === 'object' && program !== null ? program.host : program
  const host = first.get(called ?? '') ?? called
  const there = hosts.map(one => one.name)
  if (host !== undefined && there.includes(host)) return host
  throw new HalfopenError('E_HOST', `Cannot give a name: ${name} is no host that is there, got "${shown(called)}"`, {
    fix:
      there.length === 0
        ? 'Start it first: await testbed.server(...)'
        : `There are ${there.join(', ')}.${didYouMean(shown(called), [...there, ...first.keys()])}`,
  })
}
