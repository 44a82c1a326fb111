// `halfopen run`: scenarios through Vitest, a line for each, reports in a folder, the verdicts as exit code.
import { outputVariable } from '../boxes/keep.ts'
import { cachePath } from '../kit/cache.ts'
import { after } from '../kit/clock.ts'
import { HalfopenError } from '../kit/errors.ts'
import type { PlaneName } from '../model/units.ts'
import { parsePlane, planeNames, planes } from '../planes/all.ts'
import { planeVariable } from '../vitest/chosen.ts'
import { HalfopenReporter } from '../vitest/reporter.ts'
import { stopScenarios } from '../vitest/stop.ts'
import { parseOptions } from './arguments.ts'
import { ExitCode, exitCodeOf } from './exit-code.ts'
import { onInterrupt } from './interrupt.ts'
import { findScenarioFiles } from './scenario-files.ts'
import { openVitest } from './vitest.ts'

/** Runs what the patterns match. Throws E_USAGE, E_PLANE, E_NO_MATCH, E_REPORT_FOLDER. */
export async function run(args: readonly string[]): Promise<number> {
  const { options, patterns } = parseOptions(args, ['plane', 'shard', 'output', 'workers'])
  process.env.NODE_COMPILE_CACHE ??= cachePath('compile-cache')
  if (options.output !== undefined) process.env[outputVariable] = options.output
  if (options.plane !== undefined) process.env[planeVariable] = parsePlane(options.plane)
  const root = process.cwd()
  const reporter = new HalfopenReporter({ ...(options.output === undefined ? {} : { output: options.output }) })
  await reporter.prepare()
  const files = await findScenarioFiles(root, patterns)
  await provisioned(planeNames.filter(name => options.plane === undefined || name === options.plane))
  const vitest = await openVitest({
    root,
    files,
    reporters: [reporter],
    ...(options.shard === undefined ? {} : { shard: parseShard(options.shard, files.length) }),
    ...(options.workers === undefined ? {} : { workers: parseCount('workers', options.workers) }),
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

/** Makes what the planes need before the first scenario waits for it. What fails here fails again, and is told, in each scenario. */
async function provisioned(names: readonly PlaneName[]): Promise<void> {
  const never = new AbortController().signal
  for (const name of names) {
    using _slow = after(1_000, () => process.stderr.write(`provisioning ${name} (first use: a minute or less)\n`))
    await planes[name].prepare?.(never)?.catch(() => {})
  }
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

function parseCount(name: string, text: string): number {
  if (/^[1-9]\d*$/.test(text)) return Number(text)
  throw new HalfopenError('E_USAGE', `Cannot use --${name}: it is not a count, got "${text}"`, {
    fix: `Write --${name} 4`,
  })
}
