// `npm run mutants`: breaks the product on purpose, one place at a time in a scratch copy, and lets what has to see it look: exit 1 where one lives.
import { parseArgs } from 'node:util'
import { ExitCode } from '../harness/cli/exit-code.ts'
import { parseCount } from '../harness/cli/option-values.ts'
import { startClock } from '../harness/kit/clock.ts'
import { seconds } from '../harness/kit/format-time.ts'
import { parseShard } from '../harness/parts/shard.ts'
import { all } from './all.ts'
import { Kept } from './kept.ts'
import { tried } from './killers.ts'
import type { Mutant } from './mutant.ts'
import { makeScratch, type Scratch } from './scratch.ts'
import { type Trial, trial } from './trial.ts'

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    shard: { type: 'string', default: '1/1' },
    workers: { type: 'string', default: '1' },
    resume: { type: 'boolean', default: false },
    list: { type: 'boolean', default: false },
  },
})
const { index, count } = parseShard(values.shard)
const isMeant = (mutant: Mutant) => [nameOf(mutant), ...mutant.killedBy].some(name => name.includes(values.only))
const chosen = all.filter(isMeant).filter((_, at) => at % count === index - 1)
if (chosen.length === 0)
  throw new Error(`Cannot find a mutant: --only ${values.only} --shard ${values.shard} choose none`)

if (values.list) for (const mutant of chosen) console.log(`${nameOf(mutant)}   by ${mutant.killedBy.join(', ')}`)
else process.exitCode = await run()

/** Returns the exit code. */
async function run(): Promise<number> {
  const clock = startClock()
  const stop = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => stop.abort())
  await using copies = new AsyncDisposableStack()
  const first = copies.use(await makeScratch())
  const kept = await Kept.open('reports/out/mutants.jsonl', first.folder, values.resume)
  const wholes = new Map<string, Promise<Trial | undefined>>()
  const left: string[] = []
  let done = 0

  const waiting = chosen.values()
  const work = async (scratch: Scratch) => {
    for (const mutant of waiting) {
      const from = clock.nowMs()
      const before = await kept.killed(mutant)
      const found = before ?? (await lackOf(mutant, scratch)) ?? (await tryOut(mutant, scratch))
      if (stop.signal.aborted) return
      if (!before) await kept.keep(mutant, found)
      tell(mutant, found, before ? 'kept' : seconds(clock.nowMs() - from))
    }
  }
  const others = Array.from({ length: parseCount('workers', values.workers, 16) - 1 }, () => makeScratch())
  const all = [first, ...(await Promise.all(others)).map(one => copies.use(one))]
  await Promise.all(all.map(work))

  for (const line of left) console.log(line)
  const survived = left.filter(line => line.startsWith('survived')).length
  const tail = `${done} of ${chosen.length} tried in ${seconds(clock.nowMs())}`
  console.log(`${done - left.length} killed, ${survived} survived, ${left.length - survived} unclear; ${tail}`)
  if (stop.signal.aborted) console.log('ended: npm run mutants -- --resume goes on')
  if (stop.signal.aborted) return ExitCode.interrupted
  return left.length === 0 ? ExitCode.passed : ExitCode.failed

  function tell(mutant: Mutant, { how, words }: Trial, took: string): void {
    const name = nameOf(mutant)
    if (how !== 'killed') left.push(`${how.padEnd(8)} ${name} (${words || mutant.killedBy.join(', ')})`)
    const at = `${String(++done).padStart(String(chosen.length).length)}/${chosen.length}`
    console.log(`${at} ${how.padEnd(8)} ${took.padStart(10)}  ${name}${words && ` by "${words}"`}`)
  }

  /** Who is not green without a mutant would kill every one. On a machine with other work he has a second chance. */
  async function lackOf({ killedBy }: Mutant, { folder }: Scratch): Promise<Trial | undefined> {
    const whole = async (): Promise<Trial | undefined> => {
      for (let left = 1; ; left--) {
        const { how, words } = await tried(folder, killedBy, stop.signal)
        if (how === 'green') return undefined
        if (left === 0) return { how: 'unclear', words: `not green without it: ${words}` }
      }
    }
    const key = killedBy.join(' ')
    if (!wholes.has(key)) wholes.set(key, whole())
    return await wholes.get(key)
  }

  async function tryOut(mutant: Mutant, scratch: Scratch): Promise<Trial> {
    return await trial(async broken => {
      await using _made = broken ? await scratch.broken(mutant) : undefined
      return await tried(scratch.folder, mutant.killedBy, stop.signal)
    })
  }
}

function nameOf({ file, from, to }: Mutant): string {
  const line = (text: string) => text.replace(/\s+/g, ' ').trim()
  return `${file}: ${line(from)} -> ${line(to) || 'nothing'}`
}
