// Method: programs in four languages, of which nothing is declared, lose a server that is switched off, in virtual time. What is predicted has
// to come from their sockets and from what they wrote: a harness that took what nobody declared for switched off would call each of them
// outside its prediction. The windows are bounded by the kernel's own arithmetic, so that one of any width would not do.
import { expect, test } from 'vitest'
import { changeWords, differenceWords, itselfWords } from '../../reports/settings-words.ts'
import { go, java, node, python, server } from '../../scenarios/systems/undeclared/undeclared.ts'
import { boxes } from '../boxes/boxes.ts'
import type { Program } from '../define/command.ts'
import type { Duration } from '../define/duration.ts'
import { parseScenario } from '../define/scenario.ts'
import { powerOff } from '../faults/power-off.ts'
import type { Run } from '../model/report.ts'
import type { ClockName } from '../model/units.ts'
import { planes } from '../planes/all.ts'
import { runScenario } from './run-scenario.ts'

const limit = { timeout: 120_000 }
const refusal = (await boxes.virtual.refusal())?.reason
const virtual = test.skipIf(refusal !== undefined)

test.for(['virtual', 'real'] as const)(
  'Python with keepalive is told by its kernel when its socket says so, in %s time',
  limit,
  async (clock, { skip }) => {
    const why = (await boxes[clock].refusal())?.reason
    if (why !== undefined) skip(why)
    const run = await lost(python('at once'), '30s', clock)
    expect(run.verdict).toEqual({ status: 'pass' })
    expect(foundIn(run)).toMatchObject([
      { socket: { set: { keepalive: { idleMs: 5_000, intervalMs: 2_000, count: 3 } } }, nextWriteMs: 'none' },
    ])
    expect(run.steps[0]?.sysctls?.client).toMatchObject({ 'net.ipv4.tcp_retries2': 15 })
    expect(run.bounds).toMatchObject([{ kernelAlone: true }])
    const [from, to] = window(run)
    expect(from).toBeGreaterThan(9_000)
    expect(to).toBeLessThan(12_000)
    expect(itself(run)).toBeUndefined()
  },
)

virtual(
  'one that keeps its loss to itself is later than its kernel, of which the prediction holds: that is said',
  limit,
  async () => {
    const run = await lost(python('late'), '60s')
    expect(run.verdict).toEqual({ status: 'pass' })
    expect(run.bounds[0]?.outsidePrediction).toBeUndefined()
    expect(itself(run)).toMatch(/^by its kernel in time, and said by the program at least \d+\.\d+ s later$/)
  },
)

virtual('Go with a deadline of its own notices by itself, before its kernel', limit, async () => {
  const run = await lost(go('deadline'), '30s')
  expect(run.verdict).toEqual({ status: 'pass' })
  expect(run.bounds[0]?.outsidePrediction).toBeUndefined()
  const keepalive = foundIn(run)[0]?.socket?.set?.keepalive
  expect(keepalive).toMatchObject({ idleMs: 15_000, intervalMs: 15_000 })
  expect(itself(run)).toMatch(/^by the program itself, 2 min \d+ s before its kernel$/)
})

virtual('Go as it comes is told by the keepalive that Go switches on', limit, async () => {
  const run = await lost(go('for ever'), '5min')
  expect(run.verdict).toEqual({ status: 'pass' })
  expect(run.bounds[0]?.outsidePrediction).toBeUndefined()
  expect(itself(run)).toBeUndefined()
})

virtual('Java without any option notices by itself what its kernel would never tell', limit, async () => {
  const run = await lost(java('plain'), '30s')
  expect(run.verdict).toEqual({ status: 'pass' })
  expect(run.bounds).toMatchObject([{ kernelAlone: true, predictedMs: 'never' }])
  expect(run.bounds[0]?.outsidePrediction).toBeUndefined()
  expect(foundIn(run)[0]?.socket?.set?.keepalive).toBeUndefined()
  expect(itself(run)).toBe('by the program itself: its kernel alone would never notice')
})

virtual('Node that writes is told by the retransmissions of what it wrote', limit, async () => {
  const run = await lost(node('writer'), '30min')
  expect(run.verdict).toEqual({ status: 'pass' })
  expect(foundIn(run)).toMatchObject([{ nextWriteMs: expect.any(Number) }])
  expect(run.bounds).toMatchObject([{ kernelAlone: true }])
  expect(run.bounds[0]?.outsidePrediction).toBeUndefined()
  const [from, to] = window(run)
  expect(from).toBeGreaterThan(15 * 60_000)
  expect(to).toBeLessThan(18 * 60_000)
  expect(itself(run)).toBeUndefined()
})

virtual('what a program sets later than on connecting is read at birth and at the fault', limit, async () => {
  const keepalive = { idleMs: 5_000, intervalMs: 2_000, count: 3 }
  const later = await lost(python('after login'), '30s')
  expect(later.connections[0]?.set).toEqual(expect.not.objectContaining({ keepalive }))
  expect(changeWords(later)).toEqual(['client > server: keepalive=5/2/3 at the fault, off when it was born'])
  const atOnce = await lost(python('at once'), '30s')
  expect(atOnce.connections[0]?.set).toMatchObject({ keepalive })
  expect(changeWords(atOnce)).toEqual([])
})

virtual('what is declared and what the socket has are compared', limit, async () => {
  const run = await lost(python('at once', { settings: 'keepalive=10/5/3,user-timeout=30s' }), '30s')
  expect(differenceWords(run)).toEqual([
    'client declares keepalive=10/5/3,user-timeout=30s, and its socket has keepalive=5/2/3',
  ])
  expect(run.bounds[0]?.kernelAlone).toBeUndefined()
  expect(run.bounds[0]?.outsidePrediction).toBeUndefined()
  expect(differenceWords(await lost(python('at once', { settings: 'keepalive=5/2/3' }), '30s'))).toEqual([])
})

/** A client that loses its server for good. */
async function lost(client: Program, within: Duration, clock: ClockName = 'virtual'): Promise<Run> {
  const spec = {
    server: server(),
    client,
    fault: powerOff('server'),
    bounds: { detectedBy: 'client-app', within },
  } as const
  const scenario = parseScenario('undeclared', 'notices', spec, ['netns'])
  return await runScenario(scenario, planes.netns, clock, new AbortController().signal)
}

function foundIn({ steps }: Run) {
  return steps[0]?.found ?? []
}

function window({ bounds }: Run): readonly [number, number] {
  const window = bounds[0]?.predictedMs
  if (typeof window !== 'object') throw new Error(`no window: ${bounds[0]?.predictedReason}`)
  return window
}

function itself({ bounds }: Run): string | undefined {
  return bounds[0] && itselfWords(bounds[0])
}
