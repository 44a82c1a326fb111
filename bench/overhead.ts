// What halfopen costs: the same case by hand and through halfopen, in turns, whole processes from start to exit.
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execa } from 'execa'
import { provision } from '../harness/planes/toxiproxy/provision.ts'
import { parseReport } from '../reports/parse-report.ts'
import { figure, median } from './figure.ts'

const rounds = 3
const scenario = 'power-off/cache-reader-no-detector'
const programs = join(import.meta.dirname, '../harness/subjects/programs')

/** Wall time against a hand-written script, and what a scenario costs above its own waiting. */
export async function overhead(): Promise<boolean> {
  const toxiproxy = await provision()
  const folder = await mkdtemp(join(tmpdir(), 'halfopen-bench-'))
  const [byHand, ours, above]: [number[], number[], number[]] = [[], [], []]
  try {
    for (let round = 0; round < rounds; round++) {
      byHand.push(
        await timed('npx', ['vitest', 'run', '--root', 'bench/by-hand'], {
          TOXIPROXY: toxiproxy.at,
          SERVER: join(programs, 'cache-server.ts'),
          CLIENT: join(programs, 'cache-client.ts'),
        }),
      )
      ours.push(
        await timed(process.execPath, [
          'harness/cli/halfopen.ts',
          'run',
          scenario,
          '--plane',
          'toxiproxy',
          '--output',
          folder,
        ]),
      )
      above.push(await aboveWaitingMs(join(folder, 'report.json')))
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
  const show = (times: readonly number[]) => times.map(ms => (ms / 1_000).toFixed(2)).join(', ')
  process.stdout.write(`  by hand ${show(byHand)} s; halfopen ${show(ours)} s\n`)
  const ratio = figure('wall time, halfopen to by hand', median(ours) / median(byHand), 'x', 1.1)
  return figure('cost of a scenario above its waiting', median(above), 'ms', 500) && ratio
}

async function timed(file: string, args: readonly string[], env: Record<string, string> = {}): Promise<number> {
  const start = performance.now()
  await execa(file, args, { env, stdin: 'ignore' })
  return performance.now() - start
}

/** All that a run took, less the time between the fault and the end of the watch. */
async function aboveWaitingMs(file: string): Promise<number> {
  const [run] = parseReport(await readFile(file, 'utf8'), file).runs
  if (!run) throw new Error('the report is empty')
  return run.wallMs - (run.endedAtMs - (run.injectedAtMs ?? Number.NaN))
}
