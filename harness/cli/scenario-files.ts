// Finds scenario files by patterns over the names of scenarios. Nothing found is an error, never an empty success.
import { glob } from 'node:fs/promises'
import { join, matchesGlob, relative, sep } from 'node:path'
import { HalfopenError } from '../kit/errors.ts'
import { packageFolder } from '../kit/program-path.ts'
import { filesBelow } from '../vitest/files-below.ts'
import { oursIn, stemOf } from '../vitest/scenario-id.ts'
import { noMatch } from './no-match.ts'

/** A file below the root, relative to it, and what the names of its scenarios begin with. */
export interface ScenarioFile {
  readonly file: string
  readonly stem: string
}

/** Where scenarios are looked for. */
export const scenarioGlob = '**/*.scenario.{ts,mts,js,mjs}'

/**
 * All scenario files below `root`, and where a pattern asks for them those that come with the package. Throws E_NO_MATCH where there is none, and
 * E_PATH for one that nothing can load.
 */
export async function findScenarioFiles(
  root: string,
  patterns: readonly string[] = [],
): Promise<readonly ScenarioFile[]> {
  const own = filesBelow(root)
  const files = patterns.some(pattern => plainOf(pattern).startsWith(oursIn)) ? [...own, ...(await packed(root))] : own
  const unreadable = files.map(file => join(root, file)).find(file => noPath.test(file))
  if (unreadable !== undefined)
    throw new HalfopenError(
      'E_PATH',
      `Cannot load scenarios: to Vite a path ends at "#" and at "?", and "\\" parts folders, got "${unreadable}"`,
      { fix: 'Give the folder or the file another name' },
    )
  if (files.length > 0)
    return files.map(file => ({ file, stem: stemOf(file) })).sort((a, b) => a.stem.localeCompare(b.stem))
  throw new HalfopenError('E_NO_MATCH', 'Cannot run: there is no scenario below the current folder', {
    fix: `Name its file scenarios/<something>.scenario.ts, or begin with npx halfopen init${comesWith(root) ? `. ${whereOurs}` : ''}`,
  })
}

/** Where scenarios of the package are to be had. */
export const whereOurs = `Those that come with halfopen: npx halfopen list '${oursIn}**'`

/** Whether the package is installed in this project: in the repository its scenarios are the root's own. */
export function comesWith(root: string): boolean {
  return stemOf(relative(root, join(packageFolder, 'scenarios/any'))).startsWith(oursIn)
}

/** Relative to the root, as a loaded file is named. */
async function packed(root: string): Promise<readonly string[]> {
  if (!comesWith(root)) return []
  const cwd = join(packageFolder, 'scenarios')
  return (await Array.fromAsync(glob(scenarioGlob, { cwd }))).map(file => relative(root, join(cwd, file)))
}

/** What means something else to Vite in a path; where "\\" parts folders no name has one. */
const noPath = sep === '\\' ? /[#?]/ : /[#?\\]/

/**
 * The files that the patterns mean as a whole, and those of which a pattern may mean single scenarios: they have to be loaded to tell. All
 * where there is no pattern. Throws E_NO_MATCH for a pattern that can mean nothing.
 */
export function chooseFiles(files: readonly ScenarioFile[], patterns: readonly string[]): Chosen {
  const meant = patterns.map(pattern => files.filter(({ file, stem }) => matches(pattern, stem, file)))
  const named = new Set(meant.flat())
  const whole = patterns.length === 0 ? files : files.filter(file => named.has(file))
  const reached = patterns.map(pattern => files.filter(file => !named.has(file) && mayReach(pattern, file.stem)))
  const hopeless = patterns.find((_, i) => meant[i]?.length === 0 && reached[i]?.length === 0)
  if (hopeless !== undefined)
    throw noMatch(
      hopeless,
      files.map(({ stem }) => stem),
    )
  const part = new Set(reached.flat())
  return {
    whole,
    partly: files.filter(file => part.has(file)),
    unmatched: patterns.filter((_, i) => meant[i]?.length === 0),
    all: files,
  }
}

/** What patterns mean, as far as names of files can tell. */
export interface Chosen {
  readonly whole: readonly ScenarioFile[]
  readonly partly: readonly ScenarioFile[]
  /** They mean no whole file, so they have to mean a scenario of one. */
  readonly unmatched: readonly string[]
  /** All that there are, chosen or not. */
  readonly all: readonly ScenarioFile[]
}

/** Whether a pattern matches one of these names, as a glob or as a folder; `script/**` is a file of one scenario, too, which has the file's name. */
export function matches(pattern: string, ...names: readonly string[]): boolean {
  const plain = plainOf(pattern)
  const same = [pattern, plain, plain.replace(/\/\*\*$/, '')]
  return names.some(name => {
    if (same.includes(name)) return true
    return mayMatch(plain, name) && [plain, `${plain}/**`].some(each => matchesGlob(name, each))
  })
}

/** A glob takes microseconds, and there may be as many patterns as files: what is spelt out is no glob. */
function mayMatch(plain: string, name: string): boolean {
  return !/^[\w-][\w./-]*$/.test(plain) || /\/[./]/.test(plain) || name.startsWith(plain)
}

/** Whether a pattern may match a name that begins with the stem and goes on. */
function mayReach(pattern: string, stem: string): boolean {
  const [steps, names] = [plainOf(pattern).split('/'), stem.split('/')]
  for (const [i, name] of names.entries()) {
    const step = steps[i]
    if (step === '**') return true
    if (step === undefined || !matches(step, name)) return false
  }
  return steps.length > names.length
}

function plainOf(pattern: string): string {
  return pattern.replace(/^\.\//, '').replace(/\/$/, '')
}
