// Method: a cluster of three Redis nodes with Sentinel loses its leader again and again in virtual time: three times, or as often as REPEATS
// says (`REPEATS=20 npx vitest run harness/execute/repeats.test.ts`). Sentinels draw lots for how often they look around, and for when they
// stand for leader: the record has to say so, and yet each run has the same events in the same order, and the same verdict. Beside it a pair
// of programs that draw none, whose events come at the same millisecond: what of the difference is the harness's own would show there.
import { expect, test } from 'vitest'
import { countingClient, redisNode } from '../../scenarios/systems/cluster/redis.ts'
import { boxes } from '../boxes/boxes.ts'
import { parseScenario, type ScenarioSpec } from '../define/scenario.ts'
import { blackHole } from '../faults/black-hole.ts'
import { powerOff } from '../faults/power-off.ts'
import { isInstalled } from '../kit/on-path.ts'
import type { Run } from '../model/report.ts'
import { planes } from '../planes/all.ts'
import { cacheReader } from '../subjects/cache-reader.ts'
import { cacheServer } from '../subjects/cache-server.ts'
import { runScenario } from './run-scenario.ts'

const repeats = Number(process.env.REPEATS ?? 3)
const startsAt = '2026-01-01T00:00:00Z' // Sentinels draw by the time of day, and the cache's versions begin with it.

test(
  'a cluster that loses its leader does the same each time, and says that it need not',
  limit(),
  async ({ skip }) => {
    const refusal = await boxes.virtual.refusal()
    if (refusal) skip(refusal.reason)
    if (!isInstalled('redis-sentinel')) skip('redis-sentinel is not on PATH: install redis-server and redis-sentinel')
    const runs = await repeated({
      hosts: { a: redisNode(), b: redisNode('a'), c: redisNode('a'), client: countingClient('a', 'b', 'c') },
      fault: powerOff('a'),
      settleFor: '12s',
      bounds: { recoveredBy: 'client-app', within: '20s' },
    })
    expect(runs.map(({ notRepeatable }) => notRepeatable)).toEqual(runs.map(() => expect.stringContaining('draw lots')))
    expect(wordsOf(runs[0]).at(-1)).toMatch(/^recovered back: 0 of \d+ acknowledged writes lost$/)
    const kinds = runs.map(run => wordsOf(run).map(words => words.replace(/\d+/g, 'n')))
    expect(kinds).toEqual(runs.map(() => kinds[0]))
    process.stdout.write(`cluster: ${runs.length} runs, ${apartMs(runs).toFixed(3)} ms apart at most\n`)
  },
)

test('programs that draw no lots do the same at the same millisecond each time', limit(), async ({ skip }) => {
  const refusal = await boxes.virtual.refusal()
  if (refusal) skip(refusal.reason)
  const runs = await repeated({
    server: cacheServer(),
    client: cacheReader({ detector: { heartbeat: { every: '500ms', deadline: '1s' } } }),
    fault: blackHole({ for: '3s' }),
    settleFor: '1s',
    bounds: { detectedBy: 'client-app', within: '2s' },
  })
  expect(runs.map(run => run.notRepeatable)).toEqual(runs.map(() => undefined))
  expect(runs.map(wordsOf)).toEqual(runs.map(() => wordsOf(runs[0])))
  const apart = apartMs(runs)
  process.stdout.write(`pair: ${runs.length} runs, ${apart.toFixed(3)} ms apart at most\n`)
  expect(apart).toBeLessThan(1.1) // Node rounds its timers to a millisecond: the next one may be the right one, too
})

function limit() {
  return { timeout: 20_000 + repeats * 60_000 }
}

/** The same scenario so many times, each with the same verdict. */
async function repeated<H extends string>(spec: ScenarioSpec<H>): Promise<readonly Run[]> {
  const scenario = parseScenario('repeats', 'the client is back', { ...spec, startsAt }, ['netns'])
  const once = async () => await runScenario(scenario, planes.netns, 'virtual', new AbortController().signal)
  const runs = await Promise.all(Array.from({ length: repeats }, once))
  expect(runs.map(({ verdict }) => verdict)).toEqual(runs.map(() => ({ status: 'pass' })))
  return runs
}

/** What the client said, in its order. */
function wordsOf(run: Run | undefined): readonly string[] {
  return (run?.observations ?? [])
    .filter(({ by }) => by === 'client-app')
    .map(({ kind, detail }) => `${kind} ${detail}`)
}

/** How far the same word of the client came apart in two runs at most, counted from the fault. */
function apartMs(runs: readonly Run[]): number {
  const times = runs.map(({ observations, steps: [step] }) =>
    observations.filter(({ by }) => by === 'client-app').map(({ atMs }) => atMs - (step?.atMs ?? 0)),
  )
  const spreads = (times[0] ?? []).map((_, at) => {
    const all = times.map(one => one[at] ?? Number.NaN)
    return Math.max(...all) - Math.min(...all)
  })
  return Math.max(...spreads)
}
