// Arguments of a command, checked: an unknown option is an error that names the known ones.
import { type ParseArgsConfig, parseArgs } from 'node:util'
import { didYouMean, HalfopenError, messageOf } from '../kit/errors.ts'

/**
 * Options by name, each with a value, and what stands without a name. `more`: options that may stand several times, and those that take no
 * value. Throws E_USAGE.
 */
export function parseOptions<N extends string, L extends string = never, F extends string = never>(
  args: readonly string[],
  single: readonly N[],
  { lists = [], flags = [] }: { lists?: readonly L[]; flags?: readonly F[] } = {},
): Options<N, L, F> {
  const names: readonly string[] = [...single, ...lists, ...flags]
  const options: ParseArgsConfig['options'] = Object.fromEntries([
    ...single.map(name => [name, { type: 'string' }]),
    ...lists.map(name => [name, { type: 'string', multiple: true }]),
    ...flags.map(name => [name, { type: 'boolean' }]),
  ])
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true })
    const read = new Map(Object.entries(values))
    const texts = single.flatMap(name => (typeof read.get(name) === 'string' ? [[name, read.get(name)] as const] : []))
    return {
      options: Object.fromEntries(texts) as Options<N, L, F>['options'],
      lists: Object.fromEntries(lists.map(name => [name, read.get(name) ?? []])) as Options<N, L, F>['lists'],
      flags: Object.fromEntries(flags.map(name => [name, read.get(name) === true])) as Options<N, L, F>['flags'],
      patterns: nonEmpty(positionals),
    }
  } catch (cause) {
    if (cause instanceof HalfopenError) throw cause
    const stray = args.find(
      arg => arg.startsWith('--') && !names.some(name => arg === `--${name}` || arg.startsWith(`--${name}=`)),
    )
    const known = names.length > 0 ? `It has ${names.map(name => `--${name}`).join(', ')}.` : 'It has none.'
    const [problem, fix] = stray
      ? [
          `unknown option, got "${stray}"`,
          `${known}${didYouMean(
            stray,
            names.map(name => `--${name}`),
          )}`,
        ]
      : [messageOf(cause), known]
    throw new HalfopenError('E_USAGE', `Cannot read the options: ${problem}`, { fix, cause })
  }
}

/** What was given. */
export interface Options<N extends string, L extends string = never, F extends string = never> {
  options: { readonly [name in N]?: string }
  lists: { readonly [name in L]: readonly string[] }
  flags: { readonly [name in F]: boolean }
  patterns: readonly string[]
}

function nonEmpty(patterns: readonly string[]): readonly string[] {
  if (!patterns.includes('')) return patterns
  throw new HalfopenError('E_USAGE', 'Cannot use the pattern: it is empty, got ""', {
    fix: "Leave it out to run all, or write one such as 'power-off/**'",
  })
}
