// In a guest, whose kernel has prio and netem. Method: two connections of one client, of which one is disturbed. What is counted is counted on
// the packets; code that disturbed none, or the other connection, has another figure, and a word that is broken would be given up.
import { expect, test } from 'vitest'
import { boxes } from '../../../boxes/boxes.ts'
import type { Fault } from '../../../model/fault.ts'
import { boxed } from '../fixtures/boxed.ts'
import { openTwofold, trafficOf } from '../fixtures/twofold.ts'

await boxed(
  import.meta,
  () => {
    test('every packet of one connection arrives twice, those of the other once, and nobody is harmed', async () => {
      await using run = await openTwofold()
      await using doubling = await run.testbed.inject({ kind: 'duplicate', percent: 100, connection: 1 }, never)
      await run.pass(2_000)
      const { twice = 0, entered = 0, left = 0 } = (await doubling.evidence())?.facts ?? {}
      expect(twice).toBeGreaterThan(20)
      // What is on its way at that moment has come in, and may have left once.
      expect(entered - twice).toBeLessThanOrEqual(6)
      expect(Math.abs(left - 2 * twice)).toBeLessThanOrEqual(6)
      await doubling[Symbol.asyncDispose]()
      for (const id of [1, 2]) await run.until('see it go on', () => trafficOf(run, id, doubling.healedAtMs)[0])
      expect(run.noted('client-kernel', 'reset')).toEqual([])
      expect(run.troubles()).toEqual([])
    })

    test('of a part of them so many arrive twice, about', async () => {
      await using run = await openTwofold()
      await using doubling = await run.testbed.inject({ kind: 'duplicate', percent: 30 }, never)
      await run.pass(4_000)
      const { twice = 0, entered = 0 } = (await doubling.evidence())?.facts ?? {}
      expect(twice / entered).toBeGreaterThan(0.15)
      expect(twice / entered).toBeLessThan(0.45)
    })

    test('later packets overtake earlier ones, and what is said arrives all the same', async () => {
      await using run = await openTwofold()
      await using mixing = await run.testbed.inject({ kind: 'reorder', percent: 30, delayMs: 120 }, never)
      await run.pass(3_000)
      const { overtaken = 0, entered = 0, twice } = (await mixing.evidence())?.facts ?? {}
      expect(overtaken).toBeGreaterThan(0)
      expect(overtaken).toBeLessThan(entered)
      expect(twice).toBe(0)
      await mixing[Symbol.asyncDispose]()
      for (const id of [1, 2]) await run.until('see it go on', () => trafficOf(run, id, mixing.healedAtMs)[0])
    })

    test.for<Fault>([
      { kind: 'duplicate', percent: 1e-6, connection: 1 },
      { kind: 'reorder', percent: 1e-6, delayMs: 20, connection: 1 },
    ])('where none was, there is no evidence: %j', async fault => {
      await using run = await openTwofold()
      await using injection = await run.testbed.inject(fault, never)
      await run.pass(500)
      expect(await injection.evidence()).toBeUndefined()
      expect(run.troubles()).toEqual([expect.stringMatching(/came so far, and none was /)])
    })
  },
  boxes.virtual,
)

const never = new AbortController().signal
