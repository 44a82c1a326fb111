// Scripts of several steps, where one fault is not enough: Vitest's `test` with a `testbed`, one test a plane and clock.
import { type TestAPI, type TestContext, type TestOptions, TestRunner } from 'vitest'
import { parseClock } from '../define/clock.ts'
import { type Memory, parseMemory } from '../define/memory.ts'
import { parseStartsAt } from '../define/starts-at.ts'
import { leavesHome, wallMs } from '../execute/place.ts'
import { HalfopenError } from '../kit/errors.ts'
import { shown } from '../kit/shown.ts'
import type { ClockName, Ms, PlaneName } from '../model/units.ts'
import { parsePlane, planeNames, planes } from '../planes/all.ts'
import { handedOn } from '../runtime/handed-on.ts'
import { type Chain, callerPlace, fileBeingRead, titleText } from './chain.ts'
import { declareClaim, type PlacedTest } from './declare.ts'
import { errand, notWritten } from './errand.ts'
import { choosePlaces, isBeside } from './places.ts'
import { besideControlHere, timesAsLong } from './script-control.ts'
import type { ScriptTestbed } from './script-testbed.ts'
import { testbed, withoutTestbed } from './testbed.ts'
import type { Wanted } from './title.ts'
import { watched } from './watched.ts'

/**
 * Vitest's `test` with a `testbed`: one test a plane and clock, which its steps alone decide. `.only`, `.skip`, `.for`, `.concurrent`,
 * `.extend` and so on are Vitest's own.
 * @example
 * test('notices a dead server', { planes: ['netns'] }, async ({ testbed }) => {
 *   await testbed.server('db', server)
 *   const web = await testbed.client(client)
 *   await using _off = await testbed.inject(powerOff('server'))
 *   await expect(web).toDetectLossWithin('30s')
 * })
 * @throws E_STEPS when it has no steps, is expected to fail, or is to be run in phases
 * @throws E_PLANE, E_CLOCK when there is none of that name
 * @throws E_MEMORY, E_STARTS_AT when these options cannot be read
 * @throws E_SAME_ID when the file has such a claim already
 */
export const test: ScriptTest = withTestbed()

/** How a script is declared. */
export type ScriptTest = DeclareScript &
  TestAPI<Fixtures> &
  Readonly<Record<'only' | 'skip' | 'concurrent', DeclareScript>>

/** A claim, where it is to be shown, and the steps. */
export type DeclareScript = (claim: string, options: ScriptOptions, steps: Steps) => void

/** The steps of a script. */
export type Steps = (context: TestContext & Fixtures) => Promise<void>

/** What the steps are given beside Vitest's own context. */
export interface Fixtures {
  testbed: ScriptTestbed
}

/** What a script may choose, beside what any test of Vitest may. */
export interface ScriptOptions extends Omit<TestOptions, 'retry' | 'repeats' | 'fails'> {
  /** Milliseconds, by the clock that it runs on, for all steps: then they end, and nothing is concluded. @default 120_000 */
  timeout?: Ms
  /**
   * Each skips what it cannot show.
   * @default what shows packets, where this machine can; Toxiproxy beside it, up to a watch of 30 s, or alone
   */
  planes?: readonly PlaneName[]
  /** `virtual` or `real` for a script that only one clock can show, `both` for one about both. @default left to the machine */
  clock?: ClockName | 'both'
  /**
   * What all of its programs need in a guest, beside the 512 MB that it has for a whole Vitest.
   * @default '0MB'
   */
  memory?: Memory
  /**
   * One of its programs waits by calling `sched_yield()` again and again, as MariaDB does: in a guest each system call takes 10 µs then, or it would
   * wait for ever.
   * @default false
   */
  yields?: boolean
  /**
   * Once it has passed it is run again with its faults held back, and with the same steps and waiting: who says there as well that the peer is lost
   * has noticed nothing, and the run is inconclusive. `false` leaves that out; `true` does it in real time, too.
   * @default in virtual time
   */
  control?: boolean
  /** What the clock on the wall says as it begins; only a guest can be told. @default the host's own time, in whole seconds */
  startsAt?: string
}

/** Vitest's arguments: options or a time limit, and steps, in either order. */
type Argument = ScriptOptions | number | Handler | undefined
type Handler = (context: TestContext) => void | Promise<void>

/** Vitest has fixtures only where it runs. */
function withTestbed(): ScriptTest {
  fileBeingRead()
  return TestRunner.createTaskCollector(declareScript).extend<Fixtures>({ testbed })
}

function declareScript(this: Chain, title: string, ...rest: readonly Argument[]): void {
  const at = callerPlace(declareScript)
  const claim = titleText(title)
  const {
    steps,
    planes: written,
    clock,
    memory,
    yields,
    startsAt,
    control,
    timeout = scriptMs,
    ...options
  } = read(rest)
  if (this.fails) throw refused(claim, 'a script is not expected to fail', 'Expect the opposite with .not')
  const passive = this.skip === true || this.todo === true || options.skip === true || options.todo === true
  if (claim.trim() === '') throw refused(claim, 'its claim is empty', 'Say in a sentence what it claims')
  if (!steps && !passive) throw refused(claim, 'it has no steps')
  if ('phases' in options)
    throw refused(
      claim,
      'only a scenario is run in phases: the steps of a script decide themselves when a fault comes',
      "Write scenarioTest('claim', { phases: 8, ... }), or testbed.wait() before each inject",
    )
  if (control !== undefined && typeof control !== 'boolean')
    throw refused(claim, `control is true or false, got "${shown(control)}"`, 'Leave it out for one in virtual time')
  const { phase } = handedOn()
  const unasked = phase === undefined ? undefined : `it has no phase ${phase}: a script is run in one only`
  const { run, foreign } = choosePlaces({
    planes: (written ?? planeNames).map(parsePlane),
    clock: clock === undefined ? undefined : parseClock(clock),
  })
  const claimed = {
    ...{ lastsMs: timeout + slackMs, clock },
    ...(control === undefined ? {} : { control }),
    ...(memory === undefined ? {} : { memoryMb: parseMemory(memory) }),
    ...(yields ? { yields: true as const } : {}),
    ...(startsAt === undefined ? {} : { startsAt: parseStartsAt(claim, startsAt) }),
  }
  // The fixtures are for where the steps are taken.
  const { fixtures, ...modes } = this
  const common = { ...modes, ...options }
  const taken = (on: Wanted, by: Handler): PlacedTest => {
    const leaves = leavesHome(planes[on.plane], on.clock)
    const lastsMs = claimed.lastsMs * timesAsLong(claimed)
    const there = { ...common, timeout: wallMs({ ...claimed, lastsMs }), handler: errand(on, claimed) }
    if (leaves) return { on, options: there, furnish: withoutTestbed }
    return {
      ...{ on, stepsMs: timeout },
      ...(isBeside(on, { named: written !== undefined }) ? { beside: 'briefly' } : {}),
      options: {
        ...{ ...common, ...(fixtures ? { fixtures } : {}) },
        ...{ timeout: lastsMs, handler: watched(by, besideControlHere(on, claimed)) },
      },
    }
  }
  declareClaim(claim, at, [
    ...run.map(on => {
      if (!steps) return { on, options: common }
      return unasked === undefined ? taken(on, steps) : { on, options: { ...common, handler: notWritten(on, unasked) } }
    }),
    ...foreign.map(({ reason, ...on }) => ({ on, options: { ...common, handler: notWritten(on, reason) } })),
  ])
}

/** A script's whole time where its author sets none. */
const scriptMs = 120_000

/** Opening a testbed and taking it down, in a box: Vitest itself starts once more there. */
const slackMs = 60_000

function read(rest: readonly Argument[]): ScriptOptions & { steps: Handler | undefined } {
  const steps = rest.find(argument => typeof argument === 'function')
  const timeout = rest.find(argument => typeof argument === 'number')
  const options = rest.find(argument => typeof argument === 'object')
  return { ...(timeout === undefined ? {} : { timeout }), ...options, steps }
}

function refused(claim: string, cause: string, fix?: string): HalfopenError {
  return new HalfopenError('E_STEPS', `Cannot use script "${claim}": ${cause}`, fix === undefined ? {} : { fix })
}
