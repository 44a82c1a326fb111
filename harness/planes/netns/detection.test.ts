// Method: idle connections with keepalive 1/1/3, or with nothing, and one fault each, all at once. Kernel timers do not depend on how busy
// the machine is, and what is timed is stamped by the kernel. Code that answers for the peer, as a proxy does, would be silent here.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { patient } from '../../kit/fixtures/patience.ts'
import type { Fault } from '../../model/fault.ts'
import { readPcap } from '../../netlink/capture/pcap.ts'
import { predict } from '../../predict/predict.ts'
import { clientHost, echoClient, echoServer } from '../fixtures/echo.ts'
import { boxed } from './fixtures/boxed.ts'
import { muteClient, muteKeepaliveClient, twofoldClient, wildcardServer } from './fixtures/programs.ts'
import { openRun } from './fixtures/run.ts'

const keepalive = echoClient({ keepalive: true })
const hole = (toward: 'client' | 'server' | 'both'): Fault => ({ kind: 'black-hole', toward })
const settings = { keepalive: { idleMs: 1_000, intervalMs: 1_000, count: 3 } }
const { window } = predict({ settings, fault: hole('both'), quietMs: 0 })
const [earliestMs, latestMs] = typeof window === 'object' ? window : [0, 0]

await boxed(import.meta, () => {
  describe.concurrent('keepalive 1/1/3', () => {
    test.for(['both', 'server', 'client'] as const)('finds a black hole toward %s, in its window', async toward => {
      const folder = mkdtempSync(join(tmpdir(), 'halfopen-'))
      await using run = await openRun([echoServer, keepalive], { folder })
      await run.says(/"connected"/)
      await using injection = await run.inject(hole(toward))
      const lost = await run.sees('client-kernel', 'lost', injection.atMs)
      const line = await run.says(/lost/)
      expect(line.text).toContain('ETIMEDOUT')
      expect(lost).toMatchObject({ code: 'ETIMEDOUT', detail: expect.stringContaining('3 unanswered') })
      expect(line.atMs).toBeGreaterThan(lost.atMs - 1)
      expect((await injection.evidence())?.text).toMatch(/packets? toward the .* dropped, none passed on/)
      run.testbed.poll()
      const waitedMs =
        lost.atMs - lastBefore(run.recorder.record({ plane: 'netns', clock: 'real' }).pcap, run, injection.atMs)
      expect(waitedMs).toBeGreaterThan(earliestMs)
      expect(waitedMs).toBeLessThan(latestMs)
      rmSync(folder, { recursive: true })
    })

    test('finds it on IPv6', async () => {
      await using run = await openRun([echoServer, keepalive], { network: { family: 6 } })
      await run.says(/connecting to 2001:2:0:2::2/)
      await run.says(/"connected"/)
      await using injection = await run.inject(hole('both'))
      expect(await run.sees('client-kernel', 'lost')).toMatchObject({ code: 'ETIMEDOUT' })
      expect((await injection.evidence())?.text).toContain('dropped, none passed on')
    })

    test('of a program that says nothing at all is seen by its kernel alone', async () => {
      await using run = await openRun([wildcardServer, muteKeepaliveClient])
      await run.sees('client-kernel', 'traffic')
      await using injection = await run.inject(hole('both'))
      const lost = await run.sees('client-kernel', 'lost', injection.atMs)
      expect(lost.atMs - injection.byMs).toBeLessThan(latestMs)
      expect(run.recorder.lines).toEqual([])
    })

    test('is seen on each connection of a client that has two', async () => {
      await using run = await openRun([wildcardServer, twofoldClient])
      await run.pass(200)
      await using _injection = await run.inject(hole('both'))
      await run.sees('client-kernel', 'lost')
      await run.pass(300)
      expect(run.noted('client-kernel', 'traffic')).toHaveLength(2)
      expect(run.noted('client-kernel', 'lost')).toHaveLength(2)
    })

    test('finds a server without power, and its twin, a server that is frozen, never', async () => {
      await using off = await openRun([echoServer, keepalive])
      await using frozen = await openRun([echoServer, keepalive])
      for (const run of [off, frozen]) await run.says(/"connected"/)
      await using powerOff = await off.inject({ kind: 'power-off', host: 'server' })
      await using freeze = await frozen.inject({ kind: 'frozen-peer', host: 'server' })
      expect(await off.sees('client-kernel', 'lost')).toMatchObject({ code: 'ETIMEDOUT' })
      await frozen.pass(1_000)
      expect(frozen.noted('client-kernel', 'lost')).toEqual([])
      expect((await powerOff.evidence())?.text).toMatch(
        /1 process killed, \d sockets? destroyed; .* dropped, none passed on/,
      )
      expect((await freeze.evidence())?.text).toMatch(/process \d+ is in state T/)
    })
  })

  describe.concurrent('without keepalive', () => {
    test('an idle connection stays silent in a black hole, and its evidence is a packet of our own', async () => {
      await using run = await openRun([wildcardServer, muteClient])
      await using injection = await run.inject(hole('both'))
      await run.pass(5_000)
      expect(run.noted('client-kernel', 'lost')).toEqual([])
      expect(run.noted('wire', 'traffic', injection.byMs)).toEqual([])
      expect((await injection.evidence())?.text).toBe(
        '1 packet toward the server and 1 packet toward the client dropped, none passed on',
      )
    })

    test.for([
      [4, 'host-unreachable', 'EHOSTUNREACH'],
      [6, 'host-unreachable', 'EHOSTUNREACH'],
      [4, 'port-unreachable', 'ECONNREFUSED'],
      [6, 'admin-prohibited', 'EACCES'],
    ] as const)('an attempt to connect on IPv%s ends with the ICMP error %s: %s', async ([family, answer, code]) => {
      await using run = await openRun([wildcardServer], { network: { family } })
      const first = await run.inject(hole('both'))
      await run.testbed.start(clientHost(echoClient({})), patient())
      await run.says(/connecting to/)
      await run.pass(100)
      await using _reject = await run.inject({ kind: 'reject', answer })
      await first[Symbol.asyncDispose]()
      expect(await run.sees('client-kernel', 'lost')).toMatchObject({
        code,
        detail: expect.stringContaining('ICMP error'),
      })
      expect((await run.says(/"lost"/)).text).toContain(code)
    })

    test('a frozen server is seen by the pings of the application only', async () => {
      await using run = await openRun([echoServer, echoClient({ everyMs: 200, deadlineMs: 600 })])
      await run.says(/"connected"/)
      await using injection = await run.inject({ kind: 'frozen-peer', host: 'server' })
      await run.says(/no answer in time/)
      expect(run.noted('client-kernel', 'lost', injection.atMs)).toEqual([])
      await run.sees('wire', 'closed', injection.atMs)
    })
  })
})

/** When the last packet of a connection passed before an instant, on the run's clock. */
function lastBefore(
  pcap: string | undefined,
  run: { recorder: { clock: { fromWallMs(ms: number): number } } },
  atMs: number,
): number {
  const { frames } = readPcap(readFileSync(pcap ?? ''))
  const tcp = frames.filter(({ bytes }) => bytes.readUInt16BE(0) === 0x0800 && bytes[20 + 9] === 6)
  return Math.max(...tcp.map(({ atNs }) => run.recorder.clock.fromWallMs(Number(atNs) / 1e6)).filter(ms => ms < atMs))
}
