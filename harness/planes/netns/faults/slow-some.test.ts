// In a guest, whose kernel has prio and netem, as many have not. Method: two connections of one client, one of them late; its packets are timed
// by the tap's stamps on both sides of the router, and the other's are counted. Code that slowed both, or the other one, would show it here.
import { expect, test } from 'vitest'
import { boxes } from '../../../boxes/boxes.ts'
import type { Fault } from '../../../model/fault.ts'
import { serverHost } from '../../fixtures/echo.ts'
import { boxed } from '../fixtures/boxed.ts'
import { clientScript } from '../fixtures/programs.ts'
import { openRun } from '../fixtures/run.ts'
import { openTwofold } from '../fixtures/twofold.ts'

const { program: server } = serverHost()

await boxed(
  import.meta,
  () => {
    test.for<[string, Fault]>([
      ['late', { kind: 'slow', delayMs: 400, connection: 2 }],
      ['late on its path', { kind: 'slow', delayMs: 400, connection: 2, between: ['client', 'server'] }],
      ['late and lossy', { kind: 'slow', delayMs: 400, jitterMs: 20, lossPercent: 30, connection: 2 }],
    ])(
      '%s: the other one is as quick as ever, and the lateness is measured on the packets themselves',
      async ([, fault]) => {
        await using run = await openTwofold()
        await using slowness = await run.testbed.inject(fault, never)
        await run.pass(2_000)
        const { facts, text } = (await slowness.evidence()) ?? {}
        expect(text).toMatch(/^\d+ packets of connection 2 toward the server, of connection 2 toward the client: took /)
        expect(facts?.soonestMs).toBeGreaterThanOrEqual(379)
        expect(facts?.latestMs).toBeLessThan(600)
        expect(facts?.passedOn).toBeGreaterThan(40)
        await slowness[Symbol.asyncDispose]()
        expect(slowness.healedAtMs).toBeDefined()
      },
    )

    test('that is silent and late: a packet of our own shows it', async () => {
      await using run = await openRun([server, clientScript('net.connect(PORT, HOST).write("hi\\n")')])
      await run.pass(300)
      await using slowness = await run.testbed.inject(
        { kind: 'slow', delayMs: 50, toward: 'server', connection: 1 },
        never,
      )
      await run.pass(200)
      expect((await slowness.evidence())?.facts).toMatchObject({ struck: 1, soonestMs: expect.any(Number) })
    })
  },
  boxes.virtual,
)

const never = new AbortController().signal
