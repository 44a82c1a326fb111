// The vantages of this plane on a real network: the kernel tells them, nobody asks in a loop.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { patient } from '../../kit/fixtures/patience.ts'
import { readPcap } from '../../netlink/capture/pcap.ts'
import { Netns } from '../../netlink/netns.ts'
import { clientHost, echoClient, echoServer } from '../fixtures/echo.ts'
import { boxed } from './fixtures/boxed.ts'
import { muteClient, wildcardServer } from './fixtures/programs.ts'
import { openRun } from './fixtures/run.ts'

await boxed(import.meta, () => {
  test('what was captured is a file that opens, with every packet as it came and as it left', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'halfopen-'))
    {
      await using run = await openRun([echoServer, echoClient({ everyMs: 20 })], { folder })
      await run.inject({ kind: 'black-hole', toward: 'client' })
      await run.pass(200)
      await run.recorder.end()
      await run.testbed[Symbol.asyncDispose]()
      const { pcap, replay } = run.recorder.record({ plane: 'netns', clock: 'real' })
      const { frames } = readPcap(readFileSync(pcap ?? ''))
      const passed = (device: number, kind: number) =>
        frames.filter(({ bytes }) => bytes.readUInt32BE(4) === device && bytes[10] === kind && bytes[29] === 6).length
      const [client, server] = [run.testbed.place('client'), run.testbed.place('server')]
      const underWay = passed(client.gate.index, 0) - passed(server.gate.index, 4) // the last one may have come in when the file was closed
      expect([0, 1]).toContain(underWay)
      expect(passed(server.gate.index, 0)).toBeGreaterThan(passed(client.gate.index, 4))
      expect(replay?.filter(command => command.startsWith('ip netns add'))).toHaveLength(3)
      expect(replay?.find(command => command.includes('toward the client'))).toContain(
        'drop comment "toward the client"',
      )
    }
    rmSync(folder, { recursive: true })
  })

  test('the wire is told of a packet as soon as it has passed, and stamps it with the time of the kernel', async () => {
    await using run = await openRun([echoServer])
    const before = run.recorder.clock.nowMs()
    await run.testbed.start(clientHost(echoClient({})), patient())
    const seen = await run.sees('wire', 'traffic')
    const heardMs = run.recorder.clock.nowMs()
    expect(seen.atMs).toBeGreaterThan(before)
    expect(seen.atMs).toBeLessThan(heardMs)
    expect((await run.sees('client-kernel', 'traffic')).atMs).toBeGreaterThanOrEqual(seen.atMs - 1)
  })

  describe('an idle connection', () => {
    test('is looked at seldom, and ever more seldom', { concurrent: false }, async () => {
      await using run = await openRun([wildcardServer, muteClient])
      await run.pass(1_000)
      const own = new Set<unknown>(['client', 'server'].map(name => run.testbed.place(name).netns))
      const dump = vi.spyOn(Netns.prototype, 'dump')
      await run.pass(3_000)
      const looks = dump.mock.contexts.filter(netns => own.has(netns)).length
      expect(looks).toBeLessThanOrEqual(2 * 13)
      expect(looks).toBeGreaterThanOrEqual(2)
      dump.mockRestore()
    })
  })

  test('both kernels tell of one connection, each for its own end', async () => {
    await using run = await openRun([echoServer, echoClient({ everyMs: 100 })])
    await run.sees('server-kernel', 'traffic')
    const [client, server] = [run.noted('client-kernel', 'traffic'), run.noted('server-kernel', 'traffic')]
    expect(client).toMatchObject([{ detail: expect.stringContaining('to 198.18.2.2 port 7000 ESTABLISHED') }])
    expect(server).toMatchObject([
      { detail: expect.stringMatching(/^198.18.2.2 port 7000 to 198.18.1.2 port \d+ ESTABLISHED/) },
    ])
  })

  test('a kernel whose host has no power says nothing of what became of its sockets', async () => {
    await using run = await openRun([echoServer, echoClient({ everyMs: 50 })])
    await run.sees('server-kernel', 'traffic')
    await using injection = await run.inject({ kind: 'power-off', host: 'server' })
    await run.pass(500)
    const told = run.recorder.observations.filter(({ by, atMs }) => by === 'server-kernel' && atMs > injection.atMs)
    expect(told).toEqual([])
  })
})
