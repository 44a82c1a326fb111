// Method: real connections of one client to one server, and of two clients to two servers; a fault with an address strikes what it names, and
// what it does not name is seen going on by the same vantages. Code that struck more, less, or another connection would show it here.
import { describe, expect, test } from 'vitest'
import type { Fault } from '../../../model/fault.ts'
import { clientHost, echoClient, serverHost } from '../../fixtures/echo.ts'
import { boxed } from '../fixtures/boxed.ts'
import { clientScript } from '../fixtures/programs.ts'
import { openRun, openSystem, type Run } from '../fixtures/run.ts'
import { openTwofold, trafficOf } from '../fixtures/twofold.ts'
import { servicePort } from '../network.ts'

const { program: server } = serverHost()

await boxed(import.meta, () => {
  describe.concurrent('one connection of two', () => {
    test.for<[string, Fault]>([
      ['the oldest in a hole', { kind: 'black-hole', toward: 'both', connection: 'oldest' }],
      ['the first in a hole', { kind: 'black-hole', toward: 'both', connection: 1 }],
      ['the oldest on its path', { kind: 'black-hole', toward: 'both', between: ['client', 'server'], connection: 1 }],
    ])('%s: the other goes on, and both are counted', async ([, fault]) => {
      await using run = await openTwofold()
      await using hole = await run.testbed.inject(fault, never)
      await run.pass(settledMs)
      expect(await goingOn(run, hole.byMs + leftoverMs)).toEqual([2])
      const evidence = await hole.evidence()
      expect(evidence?.text).toMatch(
        /^\d+ packets? of connection 1 toward the server and \d+ packets? of connection 1 toward the client dropped, none passed on; \d+ packets of others passed on$/,
      )
      expect(evidence?.facts.passedOn).toBeGreaterThan(10)
      await hole[Symbol.asyncDispose]()
      await run.until('see it again', () => trafficOf(run, 1, hole.healedAtMs)[0])
    })

    test('the second in a hole toward the server: the first goes on', async () => {
      await using run = await openTwofold()
      await using hole = await run.testbed.inject({ kind: 'black-hole', toward: 'server', connection: 2 }, never)
      await run.pass(settledMs)
      expect(await goingOn(run, hole.byMs + leftoverMs)).toEqual([1])
      expect((await hole.evidence())?.facts).toMatchObject({ droppedTowardServer: expect.any(Number) })
    })

    test('refused with a RST: its client is told of that one alone', async () => {
      await using run = await openTwofold()
      await using refusal = await run.testbed.inject(
        { kind: 'reject', answer: 'reset', toward: 'server', connection: 2 },
        never,
      )
      const told = await run.until('see it told', () => run.noted('client-kernel', 'reset', refusal.atMs)[0])
      expect(told.connection).toBe(2)
      await run.pass(settledMs)
      expect(await goingOn(run, refusal.byMs + leftoverMs)).toEqual([1])
      expect(await refusal.evidence()).toMatchObject({
        facts: { answered: expect.any(Number), passedOn: expect.any(Number) },
      })
    })

    test('forgotten by a firewall: the other one is remembered', async () => {
      await using run = await openTwofold()
      await using flush = await run.testbed.inject(
        { kind: 'conntrack-flush', onNextPacket: 'drop', connection: 'oldest' },
        never,
      )
      await run.pass(settledMs)
      expect(await goingOn(run, flush.byMs + leftoverMs)).toEqual([2])
      expect(await flush.evidence()).toMatchObject({ facts: { forgotten: 1 } })
    })

    test('that was never made is refused, and so is one that has ended', async () => {
      await using run = await openTwofold()
      const inject = (connection: number) =>
        run.testbed.inject({ kind: 'black-hole', toward: 'both', connection }, never)
      await expect(inject(3)).rejects.toThrow('2 were made there, got "3". Name one')
      await using _refused = await run.testbed.inject(
        { kind: 'reject', answer: 'reset', toward: 'server', connection: 1 },
        never,
      )
      await run.until('see it told', () => run.noted('client-kernel', 'reset')[0])
      await expect(inject(1)).rejects.toThrow('it has ended, got "1"')
    })
  })

  test('a silent connection in a hole: a packet of our own shows it, and is taken for nobody else', async () => {
    await using run = await openRun([server, clientScript('net.connect(PORT, HOST).write("hi\\n")')])
    await run.pass(300)
    await using hole = await run.testbed.inject({ kind: 'black-hole', toward: 'both', connection: 'oldest' }, never)
    const { facts } = (await hole.evidence()) ?? {}
    expect(facts).toMatchObject({ dropped: 2, droppedTowardServer: 1, droppedTowardClient: 1 })
    expect(facts?.passedOn).toBeGreaterThan(0)
    expect(run.recorder.connections).toHaveLength(1)
  })

  test('a silent connection that is refused: our own packet is answered, and nobody is told', async () => {
    await using run = await openRun([server, clientScript('net.connect(PORT, HOST).write("hi\\n")')])
    await run.pass(300)
    await using refusal = await run.testbed.inject({ kind: 'reject', answer: 'reset', connection: 'oldest' }, never)
    expect((await refusal.evidence())?.facts).toMatchObject({ answered: 1 })
    await run.pass(300)
    expect([run.noted('client-kernel', 'reset'), run.noted('wire', 'reset')]).toEqual([[], []])
  })

  test('a port in a hole: what goes to another one of the same server passes', async () => {
    await using run = await openTwofold()
    await using other = await run.testbed.inject({ kind: 'black-hole', toward: 'both', port: 5_432 }, never)
    await run.pass(settledMs)
    expect(await goingOn(run, other.byMs + leftoverMs)).toEqual([1, 2])
    const { facts } = (await other.evidence()) ?? {}
    expect(facts).toMatchObject({ droppedTowardPort5432: 1, droppedFromPort5432: 1 })
    await other[Symbol.asyncDispose]()
    await using hole = await run.testbed.inject({ kind: 'black-hole', toward: 'both', port: servicePort }, never)
    await run.pass(settledMs)
    expect(await goingOn(run, hole.byMs + leftoverMs)).toEqual([])
  })

  test('a path that is refused, and no other of the same hosts', async () => {
    const hosts = [
      serverHost(undefined, 'a'),
      serverHost(undefined, 'b'),
      clientHost(echoClient({ everyMs: 50 }, 'a', 'b'), 'one'),
      clientHost(echoClient({ everyMs: 50 }, 'a'), 'two'),
    ]
    await using run = await openSystem(hosts, { hosts })
    await using refusal = await run.testbed.inject(
      { kind: 'reject', answer: 'reset', toward: 'a', between: ['one', 'a'] },
      never,
    )
    await run.until('see it told', () => run.noted('one-kernel', 'reset', refusal.atMs)[0])
    await run.pass(settledMs)
    const left = await goingOn(run, refusal.byMs + leftoverMs)
    const paths = run.recorder.connections.filter(({ id }) => left.includes(id)).map(({ from, to }) => `${from}>${to}`)
    expect(paths.toSorted()).toEqual(['one>b', 'two>a'])
  })
})

/** The connections that the wire still sees at work. */
async function goingOn(run: Run, sinceMs: number): Promise<number[]> {
  await run.pass(600)
  const seen = run.noted('wire', 'traffic', sinceMs).flatMap(({ connection }) => connection ?? [])
  return [...new Set(seen)].toSorted((a, b) => a - b)
}

const never = new AbortController().signal
const settledMs = 300
/** What was under way, and what the wire sums up. */
const leftoverMs = 300
