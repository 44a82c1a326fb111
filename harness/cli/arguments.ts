// Arguments of a command, checked: an unknown option is an error that names the known ones.
import { type ParseArgsConfig, parseArgs } from 'node:util'
import { didYouMean, HalfopenError, messageOf } from '../kit/errors.ts'

/** Options by name, each with a value, and what stands without a name. Throws E_USAGE. */
export function parseOptions<N extends string>(args: readonly string[], names: readonly N[]): Options<N> {
  const options: ParseArgsConfig['options'] = Object.fromEntries(names.map(name => [name, { type: 'string' }]))
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true })
    const given = names.flatMap(name => (typeof values[name] === 'string' ? [[name, values[name]] as const] : []))
    return { options: Object.fromEntries(given) as Options<N>['options'], patterns: nonEmpty(positionals) }
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
export interface Options<N extends string> {
  options: { readonly [name in N]?: string }
  patterns: readonly string[]
}

function nonEmpty(patterns: readonly string[]): readonly string[] {
  if (!patterns.includes('')) return patterns
  throw new HalfopenError('E_USAGE', 'Cannot use the pattern: it is empty, got ""', {
    fix: "Leave it out to run all, or write one such as 'power-off/**'",
  })
}
