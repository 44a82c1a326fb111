// Method: real datagrams through the router, in a sandbox and in a guest. What a fault takes from UDP must show in its counters, and what is
// beside it must go on. Code that knew of TCP alone would see no flow, strike no port, and remember nothing in its firewall.
import { describe, expect, test } from 'vitest'
import { guest } from '../../boxes/guest/guest.ts'
import { sandbox } from '../../boxes/sandbox.ts'
import { blackHole } from '../../faults/black-hole.ts'
import { conntrackFlush } from '../../faults/conntrack-flush.ts'
import { idleFirewall } from '../../faults/idle-firewall.ts'
import { processKill } from '../../faults/process-kill.ts'
import { reject } from '../../faults/reject.ts'
import type { Network } from '../../model/scenario.ts'
import { insideBox } from '../../runtime/where.ts'
import { clientHost, serverHost } from '../fixtures/echo.ts'
import { boxed } from './fixtures/boxed.ts'
import { datagramClient, datagramServer } from './fixtures/datagrams.ts'
import { openRun, openSystem, pairHosts, type Run } from './fixtures/run.ts'

for (const box of insideBox() ? [sandbox] : [sandbox, guest])
  await boxed(
    import.meta,
    () => {
      const pair = (server = datagramServer(), client = datagramClient(), network: Network = {}) =>
        openRun([server, client], { hosts: pairHosts(), network })
      const answers = (run: Run) => run.noted('wire', 'traffic').length

      describe('what two ends say to each other over UDP', () => {
        test('is one connection by its ends, seen by the wire and by both kernels, and a canary is none', async () => {
          await using run = await pair()
          await run.sees('client-kernel', 'traffic')
          await run.sees('server-kernel', 'traffic')
          run.testbed.sendCanary({ from: 'server', to: 'client', datagram: true })
          await run.pass(100)
          expect(run.recorder.connections).toMatchObject([
            { from: 'client', to: 'server', protocol: 'udp', remote: { port: 7_000 } },
          ])
          expect(run.noted('client-kernel', 'traffic').map(({ connection }) => connection)).toEqual([1])
          expect(run.noted('server-kernel', 'traffic').map(({ connection }) => connection)).toEqual([1])
        })

        test('is none without an answer: what only one end says is no traffic', async () => {
          const hosts = pairHosts()
          await using run = await openSystem([serverHost(datagramServer({ answers: false }))], { hosts })
          await run.testbed.start(clientHost(datagramClient()), new AbortController().signal)
          await run.pass(1_000)
          expect(run.recorder.connections).toHaveLength(1)
          expect(run.noted('wire', 'traffic')).toEqual([])
        })

        test('is silent in a hole and heard again after it', async () => {
          await using run = await pair()
          const hole = await run.inject(blackHole())
          const before = answers(run)
          await run.pass(1_500)
          expect(answers(run)).toBe(before)
          expect((await hole.evidence())?.facts.dropped).toBeGreaterThan(0)
          await hole[Symbol.asyncDispose]()
          expect((await run.sees('wire', 'traffic', hole.healedAtMs)).kind).toBe('traffic')
        })
      })

      test.for([{ port: 7_000 }, { connection: 'oldest' }] as const)('a hole for %j takes datagrams', async where => {
        await using run = await pair()
        await using hole = await run.inject(blackHole(where))
        await run.pass(700)
        const evidence = await hole.evidence()
        expect(evidence?.facts.dropped).toBeGreaterThan(1)
        expect(run.noted('wire', 'traffic', hole.byMs + 100)).toEqual([])
      })

      test('a hole for another port takes none of them, and has no evidence that it could not give', async () => {
        await using run = await pair()
        await using hole = await run.inject(blackHole({ port: 7_001 }))
        await run.sees('wire', 'traffic', hole.byMs + 300)
      })

      describe('a kernel', () => {
        test('tells a connected socket of an ICMP error, and that its peer is heard again', async () => {
          await using run = await pair()
          await run.sees('client-kernel', 'traffic')
          const refusal = await run.inject(reject('port-unreachable'))
          expect(await run.sees('client-kernel', 'lost', refusal.byMs)).toMatchObject({
            code: 'ECONNREFUSED',
            connection: 1,
          })
          await run.says(/ECONNREFUSED/)
          await refusal[Symbol.asyncDispose]()
          await run.sees('client-kernel', 'recovered', refusal.healedAtMs)
        })

        test('tells a socket that is connected to nobody of none, nor any of an error that may pass', async () => {
          await using run = await pair(undefined, datagramClient({ connected: false }))
          await run.sees('client-kernel', 'traffic')
          await using _killed = await run.inject(processKill('server'))
          await run.pass(700)
          expect(run.noted('client-kernel', 'lost')).toEqual([])
          await using other = await pair()
          await using _refusal = await other.inject(reject('host-unreachable'))
          await other.pass(700)
          expect(other.noted('client-kernel', 'lost')).toEqual([])
        })
      })

      describe('a firewall', () => {
        test('keeps datagrams by limits of their own, forgets who is silent, and lets no news in from then on', async () => {
          await using run = await pair(datagramServer({ newsMs: 1_700 }), datagramClient({ everyMs: 0 }))
          await using firewall = await run.inject(idleFirewall({ idle: '1s' }))
          await run.pass(2_000)
          expect((await firewall.evidence())?.facts).toMatchObject({
            forgotten: 1,
            known: 0,
            refused: expect.any(Number),
          })
          expect(run.noted('wire', 'traffic', firewall.byMs)).toEqual([])
        })

        test('never forgets who speaks more often', async () => {
          await using run = await pair(undefined, datagramClient({ everyMs: 300 }))
          await using firewall = await run.inject(idleFirewall({ idle: '1s' }))
          expect((await firewall.evidence())?.facts).toMatchObject({ forgotten: 0, known: 1 })
          await run.sees('wire', 'traffic', firewall.byMs)
        })

        test('behind NAT lets them go on by another port where ports are drawn, and by the same one where they are kept', async () => {
          for (const ports of ['random', 'kept'] as const) {
            await using run = await pair(undefined, datagramClient({ everyMs: 1_700 }), { nat: { ports } })
            await using firewall = await run.inject(idleFirewall({ idle: '1s' }))
            await run.sees('wire', 'traffic', firewall.byMs)
            const byAnotherPort = ports === 'random' ? 1 : 0
            expect((await firewall.evidence())?.facts).toMatchObject({ forgotten: 1, byAnotherPort })
            expect(run.recorder.connections).toHaveLength(1)
          }
        })

        test('that was flushed knows a client again by its next datagram', async () => {
          await using run = await pair(undefined, datagramClient({ everyMs: 300 }))
          await using flush = await run.inject(conntrackFlush())
          await run.sees('wire', 'traffic', flush.byMs)
          expect((await flush.evidence())?.facts).toMatchObject({ forgotten: 1 })
        })
      })
    },
    box,
  )
