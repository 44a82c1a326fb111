// Method: a client with a heartbeat of a second and half of one for its answer, of which nothing is declared. It notices after half a second to one
// and a half, by when the fault comes: two phases half a period apart lie so far apart, and a bound between them holds in one only. A harness
// that ran one of them twice, or showed the best, would pass.
import { afterEach, describe, expect, test } from 'vitest'
import { phasesWords } from '../../reports/phases.ts'
import type { Duration } from '../define/duration.ts'
import type { PhasesSpec } from '../define/phases.ts'
import { parseScenario } from '../define/scenario.ts'
import { powerOff } from '../faults/power-off.ts'
import type { Run } from '../model/report.ts'
import type { Scenario } from '../model/scenario.ts'
import { Recorder } from '../observe/recorder.ts'
import { planes } from '../planes/all.ts'
import { handOn } from '../runtime/handed-on.ts'
import { judged } from '../verdict/verdicts.ts'
import { isLeftByAWait } from './fixtures/but-for-a-wait.ts'
import { type Place, places, whyNot } from './fixtures/places.ts'
import { client, echo } from './fixtures/programs.ts'
import { phased } from './phased.ts'
import { runScenario } from './run-scenario.ts'

const limit = { timeout: 120_000 }
const given = { count: 2, over: '1s' } as const

afterEach(() => handOn({ phase: undefined }))

describe.for(places)('on $plane in $clock time', place => {
  test('a bound that holds in one phase and not in another fails, and both are shown', limit, async ({ skip }) => {
    const refusal = await whyNot(place)
    if (refusal) skip(refusal)
    const { verdict, phases, phase } = await run(place, '1.1s', given)
    const [worst, best] = phases?.each.toSorted((a, b) => timeOf(b) - timeOf(a)) ?? []
    const failed = worst && isLeftByAWait(worst.verdict) ? 'inconclusive' : 'fail'
    expect([verdict.status, worst?.verdict.status, best?.verdict.status]).toEqual([failed, failed, 'pass'])
    expect([phase?.number, phases?.best]).toEqual([worst?.number, best?.number])
    expect(timeOf(worst) - timeOf(best)).toBeGreaterThan(350)
    expect(phases).toMatchObject({ overMs: 1_000, period: 'given', each: [{ laterMs: 0 }, { laterMs: 500 }] })
  })
})

test(
  'one phase alone is as beside the others, whose period was seen; a bound for all has one control',
  limit,
  async ({ skip }) => {
    const place = { plane: 'netns', clock: 'virtual' } as const
    const refusal = await whyNot(place)
    if (refusal) skip(refusal)
    const all = await run(place, '1.6s', 2)
    expect(all.verdict).toEqual({ status: 'pass' })
    expect(all.phases).toMatchObject({ period: 'seen', each: [{ number: 1 }, { number: 2 }] })
    const { overMs = 0, each = [] } = all.phases ?? {}
    expect(Math.abs(overMs - 1_000)).toBeLessThan(100)
    expect(all.bounds[0]?.control?.kind).toBe('silent')
    expect(each.flatMap(({ bounds }) => bounds.flatMap(({ control }) => control ?? []))).toEqual([])
    expect(phasesWords(all)).toMatch(
      /^2 phases of .* \(seen\), 2 passed: worst 1\.\d+ s in phase \d, best .* s in phase \d$/,
    )

    handOn({ phase: 2 })
    const alone = await run(place, '1.6s', { count: 2, over: overMs })
    expect(alone.phases?.each.map(({ number }) => number)).toEqual([2])
    expect(Math.abs(timeOf(alone.phases?.each[0]) - timeOf(each[1]))).toBeLessThan(100)
    expect(Math.abs(timeOf(alone.phases?.each[0]) - timeOf(each[0]))).toBeGreaterThan(350)
  },
)

test('what a client says as it logs in is no rhythm: its phases lie in its heartbeat', limit, async ({ skip }) => {
  const place = { plane: 'netns', clock: 'virtual' } as const
  const refusal = await whyNot(place)
  if (refusal) skip(refusal)
  const { phases, verdict } = await run(place, '1.1s', 3, loggingIn)
  expect(phases?.period).toBe('seen')
  expect(Math.abs((phases?.overMs ?? 0) - 2_000)).toBeLessThan(100)
  expect(verdict.status).toBe('fail')
})

test('a phase that there is not is skipped', limit, async () => {
  handOn({ phase: 3 })
  const place = { plane: 'toxiproxy', clock: 'real' } as const
  const [two, one] = [await run(place, '1.6s', given), await run(place, '1.6s')]
  expect([two.verdict, one.verdict]).toMatchObject([
    { status: 'skip', reason: 'it has no phase 3: it has 2' },
    { status: 'skip', reason: 'it has no phase 3: it is run in one only' },
  ])
})

test('where nothing tells the period nothing is concluded, and what to write is said', limit, async () => {
  const { verdict, scenario } = await run({ plane: 'toxiproxy', clock: 'real' }, '1.6s', 2)
  expect(verdict).toEqual({
    status: 'inconclusive',
    reason: expect.stringMatching(
      /^the period over which its phases are to be spread is unknown: .*phases: \{ count: 2, over: '2s' \} with the period/,
    ),
  })
  expect(scenario).toBe('phased/one')
})

test('a phase that breaks before it has a record is the one that it is', async () => {
  const spec = {
    server: echo(),
    client: client(beating),
    fault: powerOff('server'),
    bounds: { detectedBy: 'client-app', within: '2s' },
  } as const
  const scenario = parseScenario('phased/broken', 'breaks', spec, ['netns'])
  const breaks = async (one: Scenario) => {
    const recorder = new Recorder()
    recorder.blame(new Error('no guest'))
    return judged(one, recorder.record({ plane: 'netns', clock: 'virtual' }), planes.netns.tolerance)
  }
  const { phases, verdict } = await phased({ ...scenario, phases: { count: 2, overMs: 1_000 } }, 'virtual', breaks)
  expect(verdict.status).toBe('inconclusive')
  expect(phases?.each.map(({ number, laterMs }) => [number, laterMs])).toEqual([
    [1, 0],
    [2, 500],
  ])
})

const beating = `const [host, port] = process.argv.slice(1)
    const socket = require('node:net').connect({ host, port: Number(port) }).on('error', () => {})
    let deadline
    const beat = () => { socket.write('x'); deadline = setTimeout(() => { console.log('lost'); process.exit(0) }, 500) }
    socket.on('data', () => { clearTimeout(deadline); console.log('connected') }).on('connect', () => { beat(); setInterval(beat, 1_000) })`

/** Five words, 10 ms apart, and then one each 2 s that wants an answer within half a second. */
const loggingIn = `const [host, port] = process.argv.slice(1)
    const socket = require('node:net').connect({ host, port: Number(port) }).on('error', () => {})
    let deadline
    let words = 0
    const beat = () => { socket.write('x'); deadline = setTimeout(() => { console.log('lost'); process.exit(0) }, 500) }
    const login = () => { socket.write('x'); if (++words < 5) setTimeout(login, 10); else setInterval(beat, 2_000) }
    socket.on('data', () => { clearTimeout(deadline); console.log('connected') }).on('connect', login)`

async function run({ plane, clock }: Place, within: Duration, phases?: PhasesSpec, program = beating): Promise<Run> {
  const spec = {
    server: echo(),
    client: client(program),
    fault: powerOff('server'),
    bounds: { detectedBy: 'client-app', within },
    ...(phases === undefined ? {} : { phases }),
  } as const
  const scenario = parseScenario('phased/one', 'notices', spec, [plane])
  return await runScenario(scenario, planes[plane], clock, new AbortController().signal)
}

function timeOf(one: Pick<Run, 'bounds'> | undefined): number {
  const outcome = one?.bounds[0]?.outcome
  if (outcome?.kind === 'silent') return Number.POSITIVE_INFINITY
  return outcome?.kind === 'detected' ? outcome.afterMs : Number.NaN
}
