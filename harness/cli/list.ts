// `halfopen list`: the scenarios by name, with their claims. Loads the files, runs nothing.
import { HalfopenError } from '../kit/errors.ts'
import type { About } from '../vitest/about.ts'
import { placeWords } from '../vitest/title.ts'
import { parseOptions } from './arguments.ts'
import { ExitCode } from './exit-code.ts'
import { onInterrupt } from './interrupt.ts'
import { closeVitest, exitNow } from './leave.ts'
import { optionsOf } from './options.ts'
import { type Chosen, chooseFiles, comesWith, findScenarioFiles, whereOurs } from './scenario-files.ts'
import { type Found, findScenarios } from './select.ts'
import { openVitest } from './vitest.ts'
import { Watchdog } from './watchdog.ts'

/** Prints a line a scenario. Throws E_NO_MATCH, E_SAME_ID, E_LOAD where a file cannot be loaded, and E_BLOCKED where it never lets go. */
export async function list(args: readonly string[]): Promise<number> {
  const { patterns } = parseOptions(args, optionsOf.list)
  const root = process.cwd()
  const chosen = chooseFiles(await findScenarioFiles(root, patterns), patterns)
  const found = await findBy('node', chosen, patterns).catch(async (thrown: unknown) => {
    // Vite says what a run will: Node may have gone half the way through a file that is not written for it.
    if (!(thrown instanceof HalfopenError && ofFile.has(thrown.code))) throw thrown
    return await findBy('vite', chosen, patterns)
  })
  const width = Math.max(...found.map(({ id }) => id.length))
  for (const { id, claim, tests } of found) {
    const places = placesOf(tests.flatMap(test => test.meta().halfopen ?? []))
    process.stdout.write(`${id.padEnd(width)}  ${claim}  [${places.join(', ')}]\n`)
  }
  if (patterns.length === 0 && comesWith(root)) process.stderr.write(`${whereOurs}\n`)
  return found.length > 0 ? ExitCode.passed : ExitCode.nothingRan
}

const ofFile = new Set(['E_LOAD', 'E_SAME_ID'])

/** Loads the files, and ends what has loaded them. */
async function findBy(who: 'node' | 'vite', chosen: Chosen, patterns: readonly string[]): Promise<readonly Found[]> {
  // One worker: each loads all that scenarios import, which takes longer than they do.
  const vitest = await openVitest({ root: process.cwd(), workers: 1, byNode: who === 'node' })
  // A file that never lets go would keep it: there is nothing that has to be brought to its end first.
  using _interrupt = onInterrupt(() => void exitNow(ExitCode.interrupted))
  using watchdog = new Watchdog()
  try {
    return await watchdog.over(findScenarios(vitest, chosen, patterns))
  } finally {
    await closeVitest(vitest)
  }
}

/** Where a run of it shows something; where none does, where it is skipped. What watches too long beside a more truthful plane runs where that one cannot. */
function placesOf(tests: readonly Pick<About, 'on' | 'beside' | 'cannot'>[]): readonly string[] {
  const able = tests.filter(({ cannot }) => cannot === undefined)
  if (able.length === 0) return tests.map(({ on }) => `${placeWords(on)}: skipped, it cannot show it`)
  const first = able.filter(({ beside }) => beside !== 'too long').map(({ on }) => placeWords(on))
  const others = able.filter(({ beside }) => beside === 'too long').map(({ on }) => placeWords(on))
  return [
    ...first,
    ...others.map(other => (first.length > 0 ? `${other} only where ${first.join(' and ')} cannot run` : other)),
  ]
}
