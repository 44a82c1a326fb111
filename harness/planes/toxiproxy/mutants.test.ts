// Injectors that do nothing, or not enough: their evidence is measured, so there is none.
import { beforeAll, expect, test } from 'vitest'
import { within } from '../../kit/clock.ts'
import { Journal } from '../../vantages/journal.ts'
import { echoClient, echoServer } from '../fixtures/echo.ts'
import { blackHole } from './faults/black-hole.ts'
import { processKill } from './faults/process-kill.ts'
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

test.concurrent('one of two holes that is healed leaves the other in force', async () => {
  await using bed = await busyBed()
  const [whole, half] = [await blackHole(bed, both), await blackHole(bed, { kind: 'black-hole', toward: 'client' })]
  await whole[Symbol.asyncDispose]()
  expect(await half.evidence()).toContain('toward the client bandwidth and slow_close in force')
  expect(await bed.inForce('upstream')).toEqual([])
  await half[Symbol.asyncDispose]()
  await traffic(bed, half.healedAtMs)
})

async function busyBed(): Promise<ToxiproxyTestbed> {
  const signal = AbortSignal.timeout(20_000)
  const bed = await openTestbed(new Journal(), signal)
  await bed.start(echoServer, signal)
  await bed.start(echoClient({ everyMs: 20 }), signal)
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
