// `halfopen run`: scenarios through Vitest, a line for each, reports in a folder, the verdicts as exit code.

import { boxes } from '../boxes/boxes.ts'
import { tellWorkers } from '../boxes/guest/refusal.ts'
import { outputVariable } from '../boxes/keep.ts'
import { parseClock } from '../define/clock.ts'
import { cachePath } from '../kit/cache.ts'
import { after } from '../kit/clock.ts'
import { HalfopenError } from '../kit/errors.ts'
import { reapNothing } from '../kit/reaper.ts'
import type { PlaneName } from '../model/units.ts'
import { parsePlane, planeNames, planes } from '../planes/all.ts'
import { insideBox } from '../runtime/where.ts'
import { clockVariable, planeVariable } from '../vitest/chosen.ts'
import { HalfopenReporter } from '../vitest/reporter.ts'
import { stopScenarios } from '../vitest/stop.ts'
import { parseOptions } from './arguments.ts'
import { ExitCode, exitCodeOf } from './exit-code.ts'
import { onInterrupt } from './interrupt.ts'
import { parseCount } from './option-values.ts'
import { findScenarioFiles } from './scenario-files.ts'
import { openVitest } from './vitest.ts'

/** Runs what the patterns match. Throws E_USAGE, E_PLANE, E_NO_MATCH, E_REPORT_FOLDER. */
export async function run(args: readonly string[]): Promise<number> {
  const { options, patterns } = parseOptions(args, ['plane', 'clock', 'shard', 'output', 'workers'])
  process.env.NODE_COMPILE_CACHE ??= cachePath('compile-cache')
  if (options.output !== undefined) process.env[outputVariable] = options.output
  if (options.plane !== undefined) process.env[planeVariable] = parsePlane(options.plane)
  if (options.clock !== undefined) process.env[clockVariable] = parseClock(options.clock)
  if (insideBox()) reapNothing()
  const root = process.cwd()
  const reporter = new HalfopenReporter({ ...(options.output === undefined ? {} : { output: options.output }) })
  await reporter.prepare()
  const files = await findScenarioFiles(root, patterns)
  const wanted = planeNames.filter(name => options.plane === undefined || name === options.plane)
  provision(wanted)
  await virtualTime(wanted, options.clock)
  const vitest = await openVitest({
    root,
    files,
    reporters: [reporter],
    ...(options.shard === undefined ? {} : { shard: parseShard(options.shard, files.length) }),
    ...(options.workers === undefined ? {} : { workers: parseCount('workers', options.workers, 1_000) }),
  })
  using ending = new DisposableStack()
  using interrupt = onInterrupt(() => ending.use(stopScenarios()))
  try {
    await vitest.start()
  } finally {
    await vitest.close()
  }
  return interrupt.happened ? ExitCode.interrupted : exitCodeOf(reporter.statuses)
}

/** Makes what the planes need, beside the scenarios that do not need it. What fails here fails again, and is told, in each that does. */
function provision(names: readonly PlaneName[]): void {
  const never = new AbortController().signal
  for (const name of names) {
    const slow = after(1_000, () => process.stderr.write(`provisioning ${name} (first use: a minute or less)\n`))
    const made = Promise.resolve(planes[name].prepare?.(never))
    void made.catch(() => {}).finally(() => slow[Symbol.dispose]())
  }
}

/** Whether a guest can run is found out once, for all workers. Where it cannot, the packet plane's default is the real clock. */
async function virtualTime(names: readonly PlaneName[], clock: string | undefined): Promise<void> {
  if (insideBox() || clock === 'real' || !(clock !== undefined || names.some(name => planes[name].boxed))) return
  const refusal = await boxes.virtual.refusal()
  tellWorkers(refusal)
  if (refusal)
    process.stderr.write(
      `no virtual time here, so packets vanish in real time: ${refusal.reason}   fix: ${refusal.fix}\n`,
    )
}

function parseShard(shard: string, files: number): string {
  const [, index, count] = /^(\d+)\/(\d+)$/.exec(shard) ?? []
  if (Number(count) > files) {
    throw new HalfopenError('E_USAGE', `Cannot use --shard: there are only ${files} scenario files, got "${shard}"`)
  }
  if (Number(index) >= 1 && Number(index) <= Number(count)) return shard
  throw new HalfopenError('E_USAGE', `Cannot use --shard: it is not a part of a whole, got "${shard}"`, {
    fix: 'Write 1/3, 2/3 or 3/3',
  })
}
