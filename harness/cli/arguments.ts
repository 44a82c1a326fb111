// Arguments of a command, checked: an unknown option is an error that names the known ones.
import { type ParseArgsConfig, parseArgs } from 'node:util'
import { didYouMean, HalfopenError, messageOf } from '../kit/errors.ts'
import type { OptionSet } from './options.ts'

/** Options by name, each as it was declared, and what stands without a name. Throws E_USAGE. */
export function parseOptions<const O extends OptionSet>(args: readonly string[], declared: O): Options<O> {
  const known = Object.entries(declared)
  const options: ParseArgsConfig['options'] = Object.fromEntries(
    known.map(([name, { value, many }]) => [
      name,
      value === undefined ? { type: 'boolean' } : { type: 'string', multiple: many === true },
    ]),
  )
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true })
    const given = new Map(Object.entries(values))
    const of = (kind: Kind) => known.filter(([, option]) => kindOf(option) === kind).map(([name]) => name)
    return {
      options: named(of('single').flatMap(name => (given.has(name) ? [[name, given.get(name)]] : []))),
      lists: named(of('list').map(name => [name, given.get(name) ?? []])),
      flags: named(of('flag').map(name => [name, given.get(name) === true])),
      patterns: nonEmpty(positionals),
    }
  } catch (cause) {
    throw cause instanceof HalfopenError ? cause : refusedBy(cause, args, declared)
  }
}

/** E_USAGE: what is wrong with what was given. */
export function refused(problem: string, fix: string, cause?: unknown): HalfopenError {
  return new HalfopenError('E_USAGE', `Cannot read the options: ${problem}`, { fix, cause })
}

/** What was given. */
export interface Options<O extends OptionSet> {
  readonly options: { readonly [name in Of<O, 'single'>]?: string }
  readonly lists: { readonly [name in Of<O, 'list'>]: readonly string[] }
  readonly flags: { readonly [name in Of<O, 'flag'>]: boolean }
  readonly patterns: readonly string[]
}

type Kind = 'single' | 'list' | 'flag'

/** The names of the options of a kind. */
type Of<O extends OptionSet, K extends Kind> = {
  [name in keyof O & string]: KindOf<O[name]> extends K ? name : never
}[keyof O & string]

type KindOf<O> = O extends { readonly value: string } ? (O extends { readonly many: true } ? 'list' : 'single') : 'flag'

/** By their names, as they were declared. */
function named<T>(entries: readonly (readonly [name: string, value: unknown])[]): T {
  return Object.fromEntries(entries) as T
}

function kindOf({ value, many }: OptionSet[string]): Kind {
  if (value === undefined) return 'flag'
  return many ? 'list' : 'single'
}

/** What stands there and is no option comes before what is wrong with one; Node's own words are left for the rest. */
function refusedBy(cause: unknown, args: readonly string[], declared: OptionSet): HalfopenError {
  const options = Object.keys(declared).map(name => `--${name}`)
  const known = options.length > 0 ? `It has ${options.join(', ')}.` : 'It has none.'
  const end = args.indexOf('--')
  const own = end < 0 ? args : args.slice(0, end)
  const stray = own.find(
    (arg, at) => /^-./.test(arg) && !options.includes(nameIn(arg)) && !isValueAt(own, at, declared),
  )
  const [problem, fix] = stray
    ? [`unknown option, got "${stray}"`, `${known}${didYouMean(stray, options)}`]
    : (own.map((_, at) => amissAt(own, at, declared)).find(Boolean) ?? [messageOf(cause), known])
  return refused(problem, fix, cause)
}

/** What is wrong with the value of an option, and what to write; undefined where that is right, or it is none. */
function amissAt(args: readonly string[], at: number, declared: OptionSet): readonly [string, string] | undefined {
  const [arg = '', next] = args.slice(at)
  const option = arg.startsWith('--') ? declared[nameIn(arg).slice(2)] : undefined
  if (!option) return undefined
  const isJoined = arg.includes('=')
  if (option.value === undefined)
    return isJoined ? [`${nameIn(arg)} takes no value, got "${arg}"`, `Write ${nameIn(arg)} alone`] : undefined
  if (isJoined || next?.startsWith('-') === false) return undefined
  const write = `Write ${arg} ${option.value}`
  if (next === undefined) return [`${arg} has no value, got nothing behind it`, write]
  return [`${arg} has no value, got "${next}" behind it`, `${write}, or where that is its value ${arg}=${next}`]
}

/** `--within` of `--within=5s`. */
function nameIn(arg: string): string {
  return arg.replace(/=.*/s, '')
}

/** What stands behind an option that takes a value, and begins with a dash: `-5s`. Another option is none. */
function isValueAt(args: readonly string[], at: number, declared: OptionSet): boolean {
  const before = args[at - 1] ?? ''
  return !(args[at] ?? '').startsWith('--') && before.startsWith('--') && declared[before.slice(2)]?.value !== undefined
}

function nonEmpty(patterns: readonly string[]): readonly string[] {
  if (!patterns.includes('')) return patterns
  throw new HalfopenError('E_USAGE', 'Cannot use the pattern: it is empty, got ""', {
    fix: "Leave it out to run all, or write one such as 'power-off/**'",
  })
}
