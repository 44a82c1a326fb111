// Injectors that do nothing, or not enough: their evidence is measured, so there is none.
import { beforeAll, expect, test } from 'vitest'
import { within } from '../../kit/clock.ts'
import { patience, patient } from '../../kit/fixtures/patience.ts'
import { until } from '../../kit/until.ts'
import { Recorder } from '../../observe/recorder.ts'
import { clientHost, echoClient, serverHost } from '../fixtures/echo.ts'
import { blackHole } from './faults/black-hole.ts'
import { cpuStarvation } from './faults/cpu-starvation.ts'
import { processKill } from './faults/process-kill.ts'
import { slow } from './faults/slow.ts'
import { provision } from './provision.ts'
import type { TappedPath } from './tapped-path.ts'
import { openTestbed, type ToxiproxyTestbed } from './testbed.ts'

beforeAll(async () => void (await provision()), 600_000)

const both = { kind: 'black-hole', toward: 'both' } as const

test.concurrent('a hole without toxics has no evidence', async () => {
  await using testbed = await busyTestbed()
  pathOf(testbed).stall = async () => {}
  pathOf(testbed).unstall = async () => {}
  const injection = await blackHole(testbed, both)
  expect(await injection.evidence()).toBeUndefined()
})

test.concurrent('a hole without toxics has none either where nobody speaks, and nothing could leak', async () => {
  await using testbed = await busyTestbed({ everyMs: 0 })
  pathOf(testbed).stall = async () => {}
  pathOf(testbed).unstall = async () => {}
  const injection = await blackHole(testbed, both)
  expect(await injection.evidence()).toBeUndefined()
})

test.concurrent('a hole whose toxics are in force but let bytes through has no evidence, and the record says why', async () => {
  await using testbed = await busyTestbed()
  pathOf(testbed).stall = async () => {}
  pathOf(testbed).unstall = async () => {}
  pathOf(testbed).inForce = async () => ['bandwidth', 'slow_close']
  const injection = await blackHole(testbed, both)
  await traffic(testbed, injection.byMs)
  expect(await injection.evidence()).toBeUndefined()
  expect(troubles(testbed)).toEqual([expect.stringMatching(/^the hole leaked: \d+ bytes reached the (server|client)/)])
})

test.concurrent('a hole on one side only is no evidence for both', async () => {
  await using testbed = await busyTestbed()
  const path = pathOf(testbed)
  const stall = path.stall.bind(path)
  path.stall = async direction => (direction === 'upstream' ? stall(direction) : undefined)
  const injection = await blackHole(testbed, both)
  expect(await injection.evidence()).toBeUndefined()
})

test.concurrent('a kill that spares the program is an error, not a fault', async () => {
  await using testbed = await busyTestbed()
  testbed.signal = () => {}
  const kill = processKill(testbed, { kind: 'process-kill', host: 'server' }, AbortSignal.timeout(200))
  await expect(kill).rejects.toThrow('timeout')
})

test.concurrent('the same hole, left alone, has evidence', async () => {
  await using testbed = await busyTestbed()
  const injection = await blackHole(testbed, both)
  expect((await injection.evidence())?.text).toContain('none let through')
})

test.concurrent('a slow way without its toxic has no evidence, and one whose toxic does nothing has none either', async () => {
  await using testbed = await busyTestbed()
  pathOf(testbed).delay = async () => {}
  const injection = await slow(testbed, { kind: 'slow', delayMs: 100 })
  await traffic(testbed, injection.byMs)
  expect(await injection.evidence()).toBeUndefined()
  pathOf(testbed).lateness = async () => ({ delayMs: 100, jitterMs: 0 })
  expect(await injection.evidence()).toBeUndefined()
})

test.concurrent('a way that is slower than it was to be has no evidence', async () => {
  await using testbed = await busyTestbed()
  const path = pathOf(testbed)
  const delay = path.delay.bind(path)
  path.delay = async (direction, lateness) => delay(direction, lateness && { ...lateness, delayMs: 110 })
  const injection = await slow(testbed, { kind: 'slow', delayMs: 100 })
  await traffic(testbed, injection.byMs)
  expect(await injection.evidence()).toBeUndefined()
})

test.concurrent('a starved program that nothing stops loses its evidence as soon as it has had too much', async () => {
  await using testbed = await busyTestbed({ everyMs: 1 })
  testbed.signal = () => {}
  const injection = await cpuStarvation(testbed, { kind: 'cpu-starvation', host: 'server', sharePercent: 0.1 })
  const evident = (wanted: boolean) => async () => ((await injection.evidence()) !== undefined) === wanted || undefined
  await until('see it told to stop', evident(true), patience)
  await until('see it go on all the same', evident(false), patience)
})

test.concurrent('a hole in a slow way swallows all, and heals with it', async () => {
  await using testbed = await busyTestbed()
  const late = await slow(testbed, { kind: 'slow', delayMs: 100 })
  const hole = await blackHole(testbed, both)
  await until('see it late', async () => (await late.evidence()) && (await hole.evidence()), patience)
  expect((await hole.evidence())?.text).toContain('toward the client bandwidth and slow_close and latency in force')
  await hole[Symbol.asyncDispose]()
  await traffic(testbed, hole.healedAtMs)
  await late[Symbol.asyncDispose]()
  expect(await pathOf(testbed).inForce('upstream')).toEqual([])
  await traffic(testbed, late.healedAtMs)
})

test.concurrent('one of two holes that is healed leaves the other in force', async () => {
  await using testbed = await busyTestbed()
  const [whole, half] = [
    await blackHole(testbed, both),
    await blackHole(testbed, { kind: 'black-hole', toward: 'client' }),
  ]
  await whole[Symbol.asyncDispose]()
  expect((await half.evidence())?.text).toContain('toward the client bandwidth and slow_close in force')
  expect(await pathOf(testbed).inForce('upstream')).toEqual([])
  await half[Symbol.asyncDispose]()
  await traffic(testbed, half.healedAtMs)
})

async function busyTestbed({ everyMs = 20 } = {}): Promise<ToxiproxyTestbed> {
  const signal = patient()
  const testbed = await openTestbed({}, new Recorder(), signal)
  await testbed.start(serverHost(), signal)
  await testbed.start(clientHost(echoClient({ everyMs })), signal)
  await traffic(testbed)
  return testbed
}

function pathOf({ paths: [path] }: ToxiproxyTestbed): TappedPath {
  if (path) return path
  throw new Error('There is no path')
}

async function traffic({ recorder }: ToxiproxyTestbed, afterMs = 0): Promise<void> {
  const seen = () => recorder.observations.some(({ kind, atMs }) => kind === 'traffic' && atMs >= afterMs)
  await within('see traffic', patience.withinMs, signal => recorder.until(seen, signal))
}

function troubles({ recorder }: ToxiproxyTestbed): readonly string[] {
  return recorder.record({ plane: 'toxiproxy', clock: 'real' }).troubles
}
