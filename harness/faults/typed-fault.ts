// A fault as it is typed: `power-off db`, `black-hole app db 5s`, `takeover b`, `firewall 30s`. What is not said is what there is only one of.
import { readDuration } from '../define/duration.ts'
import { didYouMean, HalfopenError } from '../kit/errors.ts'
import type { Fault } from '../model/fault.ts'
import type { Host } from '../model/host.ts'
import type { HostName } from '../model/units.ts'
import { called, type Typed, typed } from './typed.ts'

/** The names by which faults are typed, each with its kind's; the short one of a kind first. */
export const typedNames: ReadonlyMap<string, Typed> = new Map(
  Object.entries(typed)
    .filter(([, { call }]) => call !== typed.none.call)
    .flatMap(([kind, one]) => [...(one.also ?? []), kind].map(name => [name, one] as const)),
)

/** What there is to be about. */
export interface About {
  readonly hosts: readonly Pick<Host, 'name' | 'listens' | 'connectsTo' | 'standsInFor'>[]
  readonly names: readonly string[]
}

/** The fault of a name and what stands behind it. Throws E_STEP for a word that means nothing here, and what the fault's own function throws. */
export function typedFault(name: string, words: readonly string[], about: About): Fault {
  const one = typedNames.get(name)
  if (!one)
    throw refusal(`there is no fault of that name, got "${name}"`, `There are ${[...typedNames.keys()].join(', ')}`)
  return called(one, argumentsOf(name, one, sorted(name, one, words, about), about))
}

/** How it is typed, with hosts that there are in the place of `db`, `app` and `b`. */
export function exampleFor({ example }: Pick<Typed, 'example'>, { hosts, names }: About): string {
  const server = hosts.find(({ listens, standsInFor }) => listens && standsInFor === undefined)
  const client = hosts.find(({ connectsTo }) => connectsTo.length > 0)
  const heir = hosts.find(({ standsInFor }) => standsInFor !== undefined) ?? server
  const stands = new Map([
    ['db', server?.name],
    ['app', client?.name],
    ['b', heir?.name],
    ['db.test', names[0]],
  ])
  return example.replace(/(?<![\w.-])(?:db\.test|db|app|b)(?![\w.-])/g, word => stands.get(word) ?? word)
}

interface Sorted {
  readonly hosts: readonly HostName[]
  readonly names: readonly string[]
  readonly word: string | undefined
  readonly options: Readonly<Record<string, unknown>>
}

function sorted(name: string, one: Typed, words: readonly string[], about: About): Sorted {
  const known = about.hosts.map(host => host.name)
  const found = { hosts: [] as HostName[], names: [] as string[], options: {} as Record<string, unknown> }
  let first: string | undefined
  for (const word of words) {
    const [, option, text = ''] = /^([a-z-]+)=(.+)$/i.exec(word) ?? []
    if (option !== undefined) found.options[camelCase(option)] = value(text)
    else if (known.includes(word)) found.hosts.push(word)
    else if (one.about === 'name' && about.names.includes(word)) found.names.push(word)
    else if (one.value !== undefined && isValue(one.value, word)) found.options[one.value] = value(word)
    else if (one.word !== undefined && first === undefined) first = word
    else throw stray(name, word, one, about)
  }
  return { ...found, word: first }
}

function argumentsOf(
  name: string,
  one: Typed,
  { hosts, names, word, options }: Sorted,
  about: About,
): readonly unknown[] {
  const [a, b, c] = hosts
  if (c !== undefined)
    throw refusal(`it is about two hosts at the most, got "${hosts.join(' ')}"`, `Write ${exampleFor(one, about)}`)
  const rest = (more: Record<string, unknown>) => {
    const all = { ...more, ...options }
    return Object.keys(all).length === 0 ? [] : [all]
  }
  switch (one.about) {
    case 'host':
      if (b !== undefined) throw refusal(`it is about one host, got "${a} ${b}"`, `Write ${exampleFor(one, about)}`)
      return [a ?? onlyServer(name, about), ...rest({})]
    case 'heir': {
      const by = b ?? a ?? onlyHeir(name, about)
      const host = b === undefined ? (heirOf(by, about) ?? onlyServer(name, about, by)) : a
      return rest({ host, by })
    }
    case 'name':
      return [names[0] ?? onlyName(name, about), ...hosts]
    default: {
      const path = b !== undefined ? { between: [a, b] } : a !== undefined ? { toward: a } : {}
      const all = rest(path)
      return word === undefined ? [all[0] ?? {}] : [word, ...all]
    }
  }
}

/** The server, where there is one only. */
function onlyServer(name: string, { hosts }: About, but?: HostName): HostName {
  const servers = hosts.filter(host => host.listens && host.name !== but && host.standsInFor === undefined)
  const [first, second] = servers.map(host => host.name)
  if (first !== undefined && second === undefined) return first
  throw refusal(`it has to name a host, got "${name}"`, `Write ${name} ${hosts[0]?.name ?? 'db'}. ${there(hosts)}`)
}

function onlyHeir(name: string, { hosts }: About): HostName {
  const [first, second] = hosts.filter(host => host.standsInFor !== undefined).map(host => host.name)
  if (first !== undefined && second === undefined) return first
  throw refusal(
    `it has to name who takes over, got "${name}"`,
    `Write ${name} ${hosts[0]?.name ?? 'b'}. ${there(hosts)}`,
  )
}

function heirOf(by: HostName, { hosts }: About): HostName | undefined {
  return hosts.find(({ name }) => name === by)?.standsInFor
}

function onlyName(name: string, { names }: About): string {
  const [first, second] = names
  if (first !== undefined && second === undefined) return first
  const known = names.length === 0 ? 'The scenario has none: write names: { ... }' : `There are ${names.join(', ')}`
  throw refusal(`it has to say which name moves, got "${name}"`, known)
}

function stray(name: string, word: string, one: Typed, about: About): HalfopenError {
  const known = [...about.hosts.map(host => host.name), ...about.names]
  return refusal(
    `${name} does not take it, got "${word}"`,
    `${there(about.hosts)}${didYouMean(word, known)} Write ${exampleFor(one, about)}`,
  )
}

function there(hosts: About['hosts']): string {
  return `There are the hosts ${hosts.map(({ name }) => name).join(', ')}.`
}

/** A length of time has its unit, and a number alone is a share or a size. */
function isValue(field: string, word: string): boolean {
  const isNumber = /^\d+(\.\d+)?%?$/.test(word)
  return numbers.has(field) ? isNumber : readDuration(word) !== undefined
}

const numbers: ReadonlySet<string> = new Set(['percent', 'sharePercent', 'maxBytes'])

/** Numbers and shares are numbers, and all else is as it is written. */
function value(text: string): unknown {
  if (text === 'true' || text === 'false') return text === 'true'
  const [, number] = /^(\d+(?:\.\d+)?)%?$/.exec(text) ?? []
  return number === undefined ? text : Number(number)
}

function camelCase(name: string): string {
  return name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
}

function refusal(cause: string, fix: string): HalfopenError {
  return new HalfopenError('E_STEP', `Cannot take the step: ${cause}`, { fix })
}
