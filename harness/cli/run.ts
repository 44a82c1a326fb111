// `halfopen run`: scenarios through Vitest, a line for each, reports in a folder, the verdicts as exit code.

import { relative } from 'node:path'
import type { TestModule, TestSpecification } from 'vitest/node'
import { boxes } from '../boxes/boxes.ts'
import { usableCores } from '../boxes/guest/cores.ts'
import { tellWorkers } from '../boxes/guest/refusal.ts'
import { parseClock } from '../define/clock.ts'
import type { RunError } from '../model/report.ts'
import type { PlaneName } from '../model/units.ts'
import { parseShard, partOf } from '../parts/shard.ts'
import { parsePlane, planeNames, planes } from '../planes/all.ts'
import { handedOn, handOn } from '../runtime/handed-on.ts'
import { HalfopenReporter } from '../vitest/reporter.ts'
import { stemOf } from '../vitest/scenario-id.ts'
import { stopScenarios } from '../vitest/stop.ts'
import { parseOptions } from './arguments.ts'
import { parseBeginning } from './beginning.ts'
import { demanded } from './demanded.ts'
import { ExitCode } from './exit-code.ts'
import { inOrder, lastRuns, workersFor } from './file-order.ts'
import { withGlobalSetup } from './global-setup.ts'
import { sayWhoHoldsCores } from './held-cores.ts'
import { onInterrupt } from './interrupt.ts'
import { closeVitest } from './leave.ts'
import { parseCount } from './option-values.ts'
import { optionsOf } from './options.ts'
import { Provisioning } from './provisioning.ts'
import { RunProgress } from './run-progress.ts'
import { chooseFiles, findScenarioFiles } from './scenario-files.ts'
import { specificationsOf } from './select.ts'
import { shardedRun } from './sharded-run.ts'
import { openVitest } from './vitest.ts'
import { Blocked, Watchdog } from './watchdog.ts'

/** Runs what the patterns match. Throws E_USAGE, E_STARTS_AT, E_PLANE, E_NO_MATCH, E_GLOBAL_SETUP, E_REPORT_FOLDER. */
export async function run(args: readonly string[]): Promise<number> {
  const { options, flags, patterns } = parseOptions(args, optionsOf.run)
  const { output, plane, clock } = options
  handOn({
    ...parseBeginning(options),
    output,
    reported: true,
    ...(flags.control ? { control: true } : {}),
    plane: plane === undefined ? undefined : parsePlane(plane),
    clock: clock === undefined ? undefined : parseClock(clock),
    phase: options.phase === undefined ? undefined : parseCount('phase', options.phase, 100),
  })
  const shard = options.shard === undefined ? undefined : parseShard(options.shard)
  const asked = options.workers === undefined ? undefined : parseCount('workers', options.workers, 1_000)
  const root = process.cwd()
  const reporter = new HalfopenReporter({ verbose: flags.verbose, ...(output === undefined ? {} : { output }) })
  const chosen = chooseFiles(await findScenarioFiles(root, patterns), patterns)
  const part = shard && (await shardedRun(shard, { root, chosen, patterns, control: flags.control }))
  if (part) reporter.isPart(part)
  const last = await lastRuns(output ?? 'reports/out')
  const wanted = planeNames.filter(name => plane === undefined || name === plane)
  using progress = new RunProgress(process.stderr, last)
  // In real time none is needed.
  using _waiting = clock === 'real' ? undefined : sayWhoHoldsCores(text => progress.say(text))
  await virtualTime(wanted, clock, text => progress.say(text))
  using watchdog = new Watchdog()
  const stems = [...chosen.whole, ...chosen.partly].map(({ stem }) => stem)
  const workers = asked ?? workersFor(stems, { last, clock: handedOn().clock, cores: usableCores().length })
  using ending = new DisposableStack()
  const stop = new AbortController()
  const provisioning = new Provisioning(text => progress.say(text), stop.signal)
  const vitest = await openVitest({ root, reporters: [progress, reporter, watchdog, provisioning], workers })
  using interrupt = onInterrupt(() => {
    progress[Symbol.dispose]()
    stop.abort()
    reporter.interrupted()
    ending.use(stopScenarios())
    watchdog.interrupted()
  })
  try {
    const whole = await watchdog.over(specificationsOf(vitest, chosen, patterns))
    const specifications = shard ? partOf(whole, shard) : whole
    await reporter.prepare() // before anything runs, and not before it is known that something will
    if (part) reporter.isPart(specifications.length === 0 ? { ...part, empty: true } : part)
    const stem = ({ moduleId }: TestSpecification) => stemOf(relative(root, moduleId))
    const all = inOrder(specifications, stem, { last, clock: handedOn().clock })
    const ran = withGlobalSetup(vitest, vitest.runTestSpecifications(all, true))
    await watchdog.over(ran).catch(async (thrown: unknown) => {
      if (!(thrown instanceof Blocked)) throw thrown
      progress[Symbol.dispose]()
      const files = interrupt.happened ? [] : all.map(({ moduleId }) => relative(root, moduleId))
      await reporter.giveUp(watchdog.ended, [...thrown.errors, ...notBegun(files, watchdog.ended, thrown)])
    })
  } catch (thrown) {
    if (!(interrupt.happened && thrown instanceof Blocked)) throw thrown
    process.stderr.write(`${thrown.problem}\n`)
  } finally {
    await closeVitest(vitest)
  }
  if (interrupt.happened) return ExitCode.interrupted
  return demanded(reporter.report(), flags)
}

/** Files that wait for a worker for ever. */
function notBegun(files: readonly string[], ended: readonly TestModule[], { errors }: Blocked): readonly RunError[] {
  const known = new Set([...errors.map(({ where }) => where), ...ended.map(one => one.relativeModuleId)])
  return files
    .filter(file => !known.has(file))
    .map(where => ({ where, message: 'it was not begun: no worker was left for it' }))
}

/** Whether a guest can run is found out once, for all workers. Where it cannot, the packet plane's default is the real clock. */
async function virtualTime(
  names: readonly PlaneName[],
  clock: string | undefined,
  say: (text: string) => void,
): Promise<void> {
  if (clock === 'real' || !(clock !== undefined || names.some(name => planes[name].boxed))) return
  const refusal = await boxes.virtual.refusal()
  tellWorkers(refusal)
  const instead = clock === undefined ? ', so packets vanish in real time' : ''
  if (refusal) say(`no virtual time here${instead}: ${refusal.reason}   fix: ${refusal.fix}`)
}
