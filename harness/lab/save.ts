// Saves a session as a scenario's file. In virtual time it is run once more as it will be run, control and all: what is written has been seen to hold.
import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { basename, dirname, join, relative } from 'node:path'
import { runScenario } from '../execute/run-scenario.ts'
import { HalfopenError } from '../kit/errors.ts'
import { makeFolder } from '../kit/make-folder.ts'
import { watchMs } from '../model/bound.ts'
import { madeByCode } from '../model/made-by-code.ts'
import type { BoundResult } from '../model/report.ts'
import { planes } from '../planes/all.ts'
import { type HeldBound, heldBounds } from './held-bounds.ts'
import { lengthText } from './length-text.ts'
import { asScenario } from './replayed.ts'
import { addedText, savedText } from './saved-text.ts'
import type { Session, Stand } from './stand.ts'

/** What was written. `again`: what running it shows, by bound, in virtual time; `left`: what did not hold there, and why. */
export interface SavedFile {
  readonly file: string
  /** How it is run. */
  readonly name: string
  readonly bounds: readonly HeldBound[]
  readonly again?: readonly BoundResult[]
  readonly left: readonly string[]
}

/** Writes it, below `scenarios` where no folder is named; never over another file. Throws E_EXISTS, and E_STEP where nothing can be claimed. */
export async function save(wanted: string, stand: Stand, signal: AbortSignal): Promise<SavedFile> {
  const path = wanted === basename(wanted) ? join('scenarios', wanted) : wanted
  if (existsSync(path))
    throw new HalfopenError('E_EXISTS', `Cannot save: there is one already, got "${path}"`, {
      fix: 'Give it another name',
    })
  const seen = heldBounds(stand.run, stand.session, stand.clock)
  const checked = stand.clock === 'virtual' ? await held(seen, stand, signal) : { bounds: seen, left: [] }
  const { bounds, left } = checked
  const [first] = bounds
  if (!first)
    throw new HalfopenError(
      'E_STEP',
      `Cannot save: nothing can be claimed of what was seen${left.map(why => `; ${why}`).join('')}`,
      {
        fix: 'Take a fault first, and let time pass until somebody notices: power-off, next',
      },
    )
  refuseCode(stand.session, bounds)
  const kinds = stand.session.steps.map(({ does }) => does.kind).join(', then ')
  const claim = `${kinds}: ${claimOf(first)}`
  const { session, plane, clock } = stand
  makeFolder(dirname(path))
  await writeFile(path, savedText({ claim, session, bounds, plane, clock }), { flag: 'wx' })
  const name = relative('scenarios', path).replace(/\.scenario\.\w+$/, '')
  return { file: path, name: name.startsWith('..') ? path.replace(/\.scenario\.\w+$/, '') : name, ...checked }
}

/** A function cannot be written down: what was done and seen can be, into the scenario that has it. */
function refuseCode(session: Session, bounds: readonly HeldBound[]): void {
  const made = madeByCode(session.scenario.hosts).map(({ host }) => host)
  if (made.length === 0) return
  throw new HalfopenError(
    'E_STEP',
    `Cannot save: a function of its scenario's file reads or makes ${made.join(' and ')}, and only that file has it`,
    { fix: `Write into that file ${addedText({ session, bounds })}` },
  )
}

/** Those that hold when all of it is run as a scenario. */
async function held(
  seen: readonly HeldBound[],
  stand: Stand,
  signal: AbortSignal,
): Promise<Pick<SavedFile, 'bounds' | 'again' | 'left'>> {
  const [first, ...rest] = seen.map(({ bound }) => bound)
  if (!first) return { bounds: [], left: [] }
  const { control: _, ...scenario } = asScenario(stand.session)
  const run = await runScenario({ ...scenario, bounds: [first, ...rest] }, planes[stand.plane], 'virtual', signal)
  signal.throwIfAborted()
  const results = seen.map((one, i) => ({ one, result: run.bounds[i] }))
  const good = results.flatMap(({ one, result }) => (result?.verdict.status === 'pass' ? [{ one, result }] : []))
  const left = results.flatMap(({ one: { bound }, result }) =>
    !result || result.verdict.status === 'pass' ? [] : [`${bound.by} is left out: ${whyNot(result, run.error)}`],
  )
  return { bounds: good.map(({ one }) => one), again: good.map(({ result }) => result), left }
}

function whyNot({ verdict }: BoundResult, error: string | undefined): string {
  if (error !== undefined) return error
  return verdict.status === 'fail' ? verdict.actual : (verdict.reason ?? '')
}

function claimOf({ bound, saw }: HeldBound): string {
  const ms = lengthText(watchMs(bound))
  if (saw.what === 'silent') return `${bound.by} notices nothing for ${ms}`
  return `${bound.by} ${saw.what === 'back' ? 'is back' : 'notices'} within ${ms}`
}
