// Method: what is sent again is a real segment of the connection, so that its ends and whatever judges it are asked for their opinion of it. A
// frame that was made up, or sent past the router, would be counted nowhere.
import { expect, test } from 'vitest'
import { readSegment } from '../../../observe/segment.ts'
import { clientHost, echoClient, serverHost } from '../../fixtures/echo.ts'
import { boxed } from '../fixtures/boxed.ts'
import { serverScript } from '../fixtures/programs.ts'
import { openSystem } from '../fixtures/run.ts'
import { servicePort } from '../network.ts'

/** Tells who connects something again and again. */
const newsServer = serverScript(
  `net.createServer(s => {
    const telling = setInterval(() => s.write("news"), 300)
    s.on("error", () => clearInterval(telling)).resume()
  }).listen(PORT, HOST)`,
)

const hosts = (everyMs: number) => [serverHost(), clientHost(echoClient({ everyMs }))]

await boxed(import.meta, () => {
  test.for([false, true])('an old segment is passed on, acknowledged again and harms nobody, NAT %j', async nat => {
    const pair = hosts(50)
    await using run = await openSystem(pair, { hosts: pair, network: { nat } })
    await using again = await run.inject({ kind: 'replay', afterMs: 700, toward: 'client' })
    await run.until('see it go on', () => run.noted('wire', 'traffic', again.byMs + 500)[0])
    const { facts } = (await again.evidence()) ?? {}
    expect(facts).toMatchObject({ payloadBytes: 4, passedOn: 1, resets: 0 })
    // The tap's stamps are by another clock than ours, and timers are whole milliseconds.
    expect(facts?.ageMs).toBeGreaterThanOrEqual(690)
    expect([...run.noted('client-kernel', 'reset'), ...run.noted('server-kernel', 'reset')]).toEqual([])
    expect(run.troubles()).toEqual([])
  })

  const liberal = { router: { 'net.netfilter.nf_conntrack_tcp_be_liberal': 1 } }
  test.for([
    [
      'is for the router itself, whose RST ends the connection',
      { nat: true },
      { invalid: 1, dropped: 0, passedOn: 0, resets: 1 },
    ],
    ['is dropped', { nat: { invalid: 'dropped' } }, { invalid: 1, dropped: 1, passedOn: 0, resets: 0 }],
    ['is passed on', { nat: true, sysctls: liberal }, { invalid: 0, dropped: 0, passedOn: 1, resets: 0 }],
  ] as const)('one ahead of any window %s, by %j', async ([_what, network, facts]) => {
    const pair = [serverHost(newsServer), clientHost(echoClient({}))]
    await using run = await openSystem(pair, { hosts: pair, network })
    await using again = await run.inject({ kind: 'replay', afterMs: 1_000, toward: 'client', outOfWindow: 'ahead' })
    await run.pass(300)
    expect((await again.evidence())?.facts).toMatchObject({ ...facts, untranslated: 0 })
    expect(run.noted('server-kernel', 'reset')).toHaveLength(facts.resets)
    expect(run.troubles()).toEqual([])
  })

  test('one behind any window lies a gigabyte behind it, and one ahead a gigabyte ahead', async () => {
    const farBytes = { behind: -(2 ** 30), ahead: 2 ** 30 } as const
    for (const outOfWindow of ['behind', 'ahead'] as const) {
      const pair = [serverHost(newsServer), clientHost(echoClient({}))]
      await using run = await openSystem(pair, { hosts: pair, network: { nat: true } })
      const seqs: number[] = []
      using _heard = run.testbed.listen(({ outgoing, bytes }) => {
        const segment = outgoing ? undefined : readSegment(bytes)
        if (segment?.source.port === servicePort && segment.payloadBytes > 0) seqs.push(segment.seq)
      })
      await using again = await run.inject({ kind: 'replay', afterMs: 1_000, toward: 'client', outOfWindow })
      await run.pass(100)
      expect((await again.evidence())?.facts).toMatchObject({ payloadBytes: 4 })
      const [first = 0] = seqs
      const movedBytes = seqs.map(seq => (seq - first) | 0)
      // News of four bytes each are all that is said besides.
      const far = movedBytes.filter(bytes => Math.abs(bytes) > 1_000)
      expect(far).toHaveLength(1)
      expect(Math.abs((far[0] ?? 0) - farBytes[outOfWindow])).toBeLessThanOrEqual(2 ** 21)
    }
  })

  test('it is one that travels toward the host that is named', async () => {
    const pair = hosts(200)
    await using run = await openSystem(pair, { hosts: pair, network: { nat: true } })
    await using again = await run.inject({ kind: 'replay', afterMs: 50, toward: 'server', outOfWindow: 'ahead' })
    await run.pass(300)
    expect((await again.evidence())?.facts).toMatchObject({ untranslated: 1, passedOn: 0 })
  })

  test('a segment that did not come again is no evidence', async () => {
    const pair = hosts(50)
    await using run = await openSystem(pair, { hosts: pair })
    run.testbed.resend = () => {}
    await using again = await run.inject({ kind: 'replay', afterMs: 100, toward: 'client' })
    await run.pass(300)
    expect(await again.evidence()).toBeUndefined()
  })

  test('where nobody says anything there is nothing to send again', async () => {
    const pair = hosts(0)
    await using run = await openSystem(pair, { hosts: pair })
    await run.pass(500)
    await expect(run.inject({ kind: 'replay', afterMs: 1 })).rejects.toThrow(/see a segment with data/)
  })
})
