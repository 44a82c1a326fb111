// Whether a user's configuration changes how scenario files are loaded. Where it does not Node loads them as well, in half of Vite's time.

/** What a plugin of Vite's is shown of a configuration, with ours in it already. */
export interface ShownConfig {
  readonly plugins?: unknown
  readonly test?: object
}

/** What may make other code of a file, or another file of an import. */
const changing = new Set(['resolve', 'define', 'oxc', 'esbuild', 'ssr', 'environments', 'envDir', 'envPrefix'])
const changingTests = new Set([
  'setupFiles',
  'alias',
  'server',
  'deps',
  'experimental',
  'mockReset',
  'snapshotSerializers',
])

/** `false` where it cannot be known. */
export function isPlain(config: ShownConfig): boolean {
  return !hasAny(config, changing) && !hasAny(config.test ?? {}, changingTests) && named(config.plugins).every(isKnown)
}

function hasAny(part: object, names: ReadonlySet<string>): boolean {
  return Object.entries(part).some(([name, value]) => names.has(name) && !isEmpty(value))
}

function isEmpty(value: unknown): boolean {
  return value === undefined || (typeof value === 'object' && value !== null && Object.keys(value).length === 0)
}

/** Plugins may be nested, promised, or left out by a condition. */
function named(plugins: unknown): readonly unknown[] {
  if (!plugins) return []
  if (Array.isArray(plugins)) return plugins.flatMap(named)
  return [typeof plugins === 'object' && 'name' in plugins ? plugins.name : undefined]
}

function isKnown(name: unknown): boolean {
  return typeof name === 'string' && /^(halfopen$|vitest:)/.test(name)
}
