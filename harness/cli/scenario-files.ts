// Finds scenario files by patterns over their names. Nothing found is an error, never an empty success.
import { glob } from 'node:fs/promises'
import { matchesGlob } from 'node:path'
import { didYouMean, HalfopenError } from '../kit/errors.ts'
import { scenarioId } from '../vitest/scenario-id.ts'

/** Files below `root`, relative to it, whose name or path matches any pattern; all where there is no pattern. Throws E_NO_MATCH. */
export async function findScenarioFiles(
  root: string,
  patterns: readonly string[],
): Promise<readonly [string, ...string[]]> {
  const files = await Array.fromAsync(
    glob(scenarioGlob, { cwd: root, exclude: ['**/node_modules/**', '**/dist/**', '**/fixtures/**'] }),
  )
  const names = files.map(file => ({ file, id: scenarioId(file, '', 1) })).sort((a, b) => a.id.localeCompare(b.id))
  const matched = patterns.length === 0 ? names : names.filter(name => patterns.some(pattern => matches(name, pattern)))
  const unmatched = patterns.find(pattern => !names.some(name => matches(name, pattern)))
  if (unmatched !== undefined)
    throw noMatch(
      unmatched,
      names.map(({ id }) => id),
    )
  const [first, ...rest] = matched.map(({ file }) => file)
  if (first) return [first, ...rest]
  throw new HalfopenError('E_NO_MATCH', `Cannot run: there is no scenario below the current folder`, {
    fix: 'Name its file scenarios/<something>.scenario.ts',
  })
}

/** Where scenarios are looked for. */
const scenarioGlob = '**/*.scenario.{ts,mts,js,mjs}'

function matches({ file, id }: { file: string; id: string }, pattern: string): boolean {
  const plain = pattern.replace(/^\.\//, '').replace(/\/$/, '')
  return [plain, `${plain}/**`].some(glob => matchesGlob(id, glob) || matchesGlob(file, glob))
}

function noMatch(pattern: string, ids: readonly string[]): HalfopenError {
  const folders = ids.map(id => `${id.split('/')[0]}/**`)
  const candidates = pattern.endsWith('/**') ? [...new Set(folders)] : ids
  return new HalfopenError(
    'E_NO_MATCH',
    `Cannot run: no scenario matches "${pattern}".${didYouMean(pattern, candidates)}`.replace(/\.$/, ''),
  )
}
