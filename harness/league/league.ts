// The league: every measurement of a plan that is not there yet, so many at a time that no core lies idle, each kept at once.
import { boxes } from '../boxes/boxes.ts'
import { guestsAtATime } from '../boxes/guest/cores.ts'
import { packetsApart } from '../boxes/packets-apart.ts'
import { kernelOf } from '../compare/kernel-of.ts'
import { type Kept, openLedgerOf } from '../compare/ledger.ts'
import { makeAll, type Progress } from '../compare/make-all.ts'
import { refuseNoBox } from '../compare/refusals.ts'
import { isControl } from '../faults/none.ts'
import { version } from '../kit/version.ts'
import type { Kernel } from '../model/kernel.ts'
import type { League, LeagueClient, LeagueMeasurement } from '../model/league.ts'
import { planes } from '../planes/all.ts'
import { handedOn } from '../runtime/handed-on.ts'
import type { ClientKind } from '../subjects/client-kind.ts'
import { subjectOf } from '../subjects/subject-of.ts'
import { lackOf, readied } from './able.ts'
import { cells } from './cells.ts'
import { controlsFor, controlsMarked, heldAgainstControls, isLongEnough, longestFirst } from './controls.ts'
import { besideFacts } from './expected.ts'
import { measureStep } from './measure.ts'
import { chancesFor, keyOf, type LeagueStep, leaguePlan, named, waysOf } from './plan.ts'
import { detectionOf } from './scenario-of.ts'

/** What it works with. */
export interface LeagueMeans {
  readonly signal: AbortSignal
  readonly onProgress?: (progress: Progress) => void
  /** Where the ledger lies. */
  readonly output: string
  /** Which of the plan's measurements: all where absent. */
  readonly share?: (plan: readonly LeagueStep[]) => readonly LeagueStep[]
}

/** The league of these clients; fewer measurements after an interrupt. Throws E_NO_BOX and E_LEDGER. */
export async function runLeague(kinds: readonly ClientKind[], means: LeagueMeans): Promise<League> {
  const { signal, output, share = plan => plan } = means
  const kind = boxes.virtual
  const kernel = await kernelOf(kind.clock)
  const head = { schema: 1, tool: { name: 'halfopen', version }, ...(kernel ? { kernel } : {}) } as const
  const lacking = kinds.map(lackOf)
  if (lacking.every(some => some.length > 0)) return { ...head, clients: [], absent: lacking.flat(), measurements: [] }
  await refuseNoBox(kind, signal)
  const { seed, startsAt } = handedOn()
  const ledger = await openLedgerOf(kept, output, {
    version,
    kernel,
    seed,
    startsAt,
    cells,
    clients: kinds.map(asAsked),
  })
  const known = new Map(ledger.measurements.map(made => [keyOf(made), made]))
  const { able, absent } = await readied(kinds, signal).catch((thrown: unknown) => {
    const before = kinds.filter(({ id }) => ledger.measurements.some(({ client }) => client === id))
    if (!signal.aborted || before.length === 0) throw thrown
    return { able: before, absent: [] }
  })
  const plan = share(leaguePlan(able)).filter(isShowable)
  await using _packets = packetsApart()
  const make = async (steps: readonly LeagueStep[], inThisOrder = steps) => {
    const missing = inThisOrder.filter(step => !isKnown(step))
    const making = { work: missing, before: steps.length - missing.length, missing: missing.length }
    await makeAll({ ...making, atATime: guestsAtATime(), signal, onProgress: means.onProgress }, async step => {
      const made = await measureStep(step, kind, signal)
      known.set(keyOf(made), made)
      await ledger.add(made)
      return [made]
    })
    return steps.flatMap(step => known.get(keyOf(named(step))) ?? [])
  }
  const isKnown = (step: LeagueStep) => {
    const made = known.get(keyOf(named(step)))
    return made !== undefined && (!isControl(step.cell.fault) || isLongEnough(made, step))
  }
  const once = await make(plan)
  const faults = [...once, ...(await make(chancesFor(plan, once)))]
  const alone = controlsFor(plan, faults)
  const controls = await make(alone, longestFirst(alone))
  return {
    ...head,
    clients: able.map(asClient),
    absent,
    measurements: besideFacts(
      heldAgainstControls(controlsMarked([...faults, ...controls])),
      able,
      kernel ?? guestKernel,
    ),
  }
}

/** UDP has no resets, for one. */
function isShowable(step: LeagueStep): boolean {
  return planes.netns.unsupported(detectionOf(step)) === undefined
}

/** Where nothing tells: predictions are for it. */
const guestKernel: Kernel = { release: '6.12', hz: 250 }

const kept: Kept<LeagueMeasurement> = {
  name: 'league',
  read: async (text, file) => (await import('../compare/ledger-lines.ts')).leagueMeasurementsIn(text, file),
}

function asClient(kind: ClientKind): LeagueClient {
  const { id, library, version: pinned, language, server, jitter } = kind
  const more = jitter === undefined ? {} : { jitter }
  const subject = subjectOf(id)
  return { id, library, version: pinned, language, server: server().name, subject, ...more, variants: waysOf(kind) }
}

/** All that would change a figure. */
function asAsked(kind: ClientKind): object {
  const { command } = kind.client()
  return { ...asClient(kind), command, serves: kind.server().command }
}
