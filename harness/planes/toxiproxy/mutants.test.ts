// Injectors that do nothing, or not enough: their evidence is measured, so there is none.
import { beforeAll, expect, test } from 'vitest'
import { within } from '../../kit/clock.ts'
import { until } from '../../kit/until.ts'
import { Journal } from '../../observe/recorder.ts'
import { echoClient, echoServer } from '../fixtures/echo.ts'
import { blackHole } from './faults/black-hole.ts'
import { cpuStarvation } from './faults/cpu-starvation.ts'
import { processKill } from './faults/process-kill.ts'
import { slow } from './faults/slow.ts'
import { provision } from './provision.ts'
import { openTestbed, type ToxiproxyTestbed } from './testbed.ts'

beforeAll(async () => void (await provision()), 600_000)

const both = { kind: 'black-hole', toward: 'both' } as const

test.concurrent('a hole without toxics has no evidence', async () => {
  await using bed = await busyBed()
  bed.stall = async () => {}
  bed.unstall = async () => {}
  const injection = await blackHole(bed, both)
  expect(await injection.evidence()).toBeUndefined()
})

test.concurrent('a hole whose toxics are in force but let bytes through has no evidence, and the record says why', async () => {
  await using bed = await busyBed()
  bed.stall = async () => {}
  bed.unstall = async () => {}
  bed.inForce = async () => ['bandwidth', 'slow_close']
  const injection = await blackHole(bed, both)
  await traffic(bed, injection.byMs)
  expect(await injection.evidence()).toBeUndefined()
  expect(troubles(bed)).toEqual([expect.stringMatching(/^the hole leaked: \d+ bytes reached the (server|client)/)])
})

test.concurrent('a hole on one side only is no evidence for both', async () => {
  await using bed = await busyBed()
  const stall = bed.stall.bind(bed)
  bed.stall = async direction => (direction === 'upstream' ? stall(direction) : undefined)
  const injection = await blackHole(bed, both)
  expect(await injection.evidence()).toBeUndefined()
})

test.concurrent('a kill that spares the program is an error, not a fault', async () => {
  await using bed = await busyBed()
  for (const program of bed.programs('server')) program.signal = () => {}
  const kill = processKill(bed, { kind: 'process-kill', host: 'server' }, AbortSignal.timeout(200))
  await expect(kill).rejects.toThrow('timeout')
})

test.concurrent('the same hole, left alone, has evidence', async () => {
  await using bed = await busyBed()
  const injection = await blackHole(bed, both)
  expect(await injection.evidence()).toContain('none let through')
})

test.concurrent('a slow way without its toxic has no evidence, and one whose toxic does nothing has none either', async () => {
  await using bed = await busyBed()
  bed.delay = async () => {}
  const injection = await slow(bed, { kind: 'slow', delayMs: 100 })
  await traffic(bed, injection.byMs)
  expect(await injection.evidence()).toBeUndefined()
  bed.inForce = async () => ['latency']
  expect(await injection.evidence()).toBeUndefined()
})

test.concurrent('a starved program that nothing stops loses its evidence as soon as it has had too much', async () => {
  await using bed = await busyBed({ everyMs: 1 })
  for (const program of bed.programs('server')) program.signal = () => {}
  const injection = await cpuStarvation(bed, { kind: 'cpu-starvation', host: 'server', sharePercent: 0.1 })
  const evident = (wanted: boolean) => async () => ((await injection.evidence()) !== undefined) === wanted || undefined
  await until('see it told to stop', evident(true), { withinMs: 10_000 })
  await until('see it go on all the same', evident(false), { withinMs: 10_000 })
})

test.concurrent('a hole in a slow way swallows all, and heals with it', async () => {
  await using bed = await busyBed()
  const late = await slow(bed, { kind: 'slow', delayMs: 100 })
  const hole = await blackHole(bed, both)
  await until('see it late', async () => (await late.evidence()) && (await hole.evidence()), { withinMs: 2_000 })
  expect(await hole.evidence()).toContain('toward the client bandwidth and slow_close and latency in force')
  await hole[Symbol.asyncDispose]()
  await traffic(bed, hole.healedAtMs)
  await late[Symbol.asyncDispose]()
  expect(await bed.inForce('upstream')).toEqual([])
  await traffic(bed, late.healedAtMs)
})

test.concurrent('one of two holes that is healed leaves the other in force', async () => {
  await using bed = await busyBed()
  const [whole, half] = [await blackHole(bed, both), await blackHole(bed, { kind: 'black-hole', toward: 'client' })]
  await whole[Symbol.asyncDispose]()
  expect(await half.evidence()).toContain('toward the client bandwidth and slow_close in force')
  expect(await bed.inForce('upstream')).toEqual([])
  await half[Symbol.asyncDispose]()
  await traffic(bed, half.healedAtMs)
})

async function busyBed({ everyMs = 20 } = {}): Promise<ToxiproxyTestbed> {
  const signal = AbortSignal.timeout(20_000)
  const bed = await openTestbed(new Journal(), signal)
  await bed.start(echoServer, signal)
  await bed.start(echoClient({ everyMs }), signal)
  await traffic(bed)
  return bed
}

async function traffic({ journal }: ToxiproxyTestbed, afterMs = 0): Promise<void> {
  const seen = () => journal.observations.some(({ sign, atMs }) => sign === 'traffic' && atMs >= afterMs)
  await within('see traffic', 10_000, signal => journal.until(seen, signal))
}

function troubles({ journal }: ToxiproxyTestbed): readonly string[] {
  return journal.record({ plane: 'toxiproxy', clock: 'real' }).troubles
}
