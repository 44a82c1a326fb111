// What this plane must hold against: blips, hosts that come back, programs that misbehave, and trouble of its own.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execa } from 'execa'
import { describe, expect, test } from 'vitest'
import { patience, patient } from '../../kit/fixtures/patience.ts'
import { until } from '../../kit/until.ts'
import type { Host } from '../../model/host.ts'
import type { SubjectSpec } from '../../model/subject.ts'
import { links } from '../../netlink/link-state.ts'
import { deleteTable } from '../../netlink/nft/batch.ts'
import { readSysctl } from '../../netlink/sysctl.ts'
import { tcpSockets } from '../../netlink/tcp-socket.ts'
import { clientHost, echoClient, echoServer, serverHost } from '../fixtures/echo.ts'
import { boxed } from './fixtures/boxed.ts'
import { daemon, muteClient, wildcardServer } from './fixtures/programs.ts'
import { openRun, pairHosts } from './fixtures/run.ts'
import { processesIn } from './processes.ts'

const chatty = echoClient({ everyMs: 50 })

await boxed(import.meta, () => {
  describe.concurrent('healing', () => {
    test('a blip drops what it drops, and the same connection goes on', async () => {
      await using run = await openRun([echoServer, chatty])
      await using injection = await run.inject({ kind: 'black-hole', toward: 'both', forMs: 300 })
      const traffic = await run.sees('wire', 'traffic', injection.byMs + 300)
      expect(await healed(injection)).toBeGreaterThanOrEqual(injection.byMs + 300)
      expect(traffic.atMs).toBeGreaterThanOrEqual(injection.byMs + 300)
      expect(run.noted('client-kernel', 'traffic')).toHaveLength(1)
      expect(await run.sees('client-kernel', 'recovered')).toMatchObject({
        detail: expect.stringContaining('answers again'),
      })
      expect((await injection.evidence())?.text).toContain('dropped, none passed on')
    })

    test('a host that lost its power says no late goodbye when it is back: its idle client is none the wiser', async () => {
      await using run = await openRun([wildcardServer, muteClient])
      await run.sees('client-kernel', 'traffic')
      const injection = await run.inject({ kind: 'power-off', host: 'server' })
      await injection[Symbol.asyncDispose]()
      await run.pass(1_500)
      expect(run.noted('wire', 'closed')).toEqual([])
      expect(run.noted('wire', 'reset')).toEqual([])
      expect(run.noted('client-kernel', 'closed')).toEqual([])
      expect(tcpSockets(run.testbed.place('client').netns).map(({ state }) => state)).toEqual(['ESTABLISHED'])
    })

    test('a host that reboots serves again', async () => {
      await using run = await openRun([echoServer, echoClient({ everyMs: 50, again: true })])
      await using injection = await run.inject({ kind: 'power-off', host: 'server', backAfterMs: 400 })
      await run.says(/"recovered"/)
      expect(await healed(injection)).toBeGreaterThanOrEqual(injection.byMs + 400)
      expect(run.noted('client-kernel', 'reset')[0]).toMatchObject({ code: expect.stringMatching(/ECONNRE/) })
    })
  })

  describe.concurrent('programs', () => {
    test('a server that listens on every address, and says nothing, is ready when its port is', async () => {
      await using run = await openRun([wildcardServer])
      expect(tcpSockets(run.testbed.place('server').netns)).toMatchObject([{ state: 'LISTEN', local: { port: 7000 } }])
    })

    test('a server that forks away is refused with a clear error, and what it left behind is ended', async () => {
      await using run = await openRun([])
      const refused = run.testbed.start(serverHost(daemon), patient())
      await expect(refused).rejects.toThrow('Cannot start server "server": it ended with exit code 0')
      expect(processesIn(run.testbed.place('server').netns).length).toBeLessThanOrEqual(1)
      await run.testbed.clear('server', patient())
      expect(processesIn(run.testbed.place('server').netns)).toEqual([])
    })

    test('a client that comes without a server is told so by the wire, and its kernel is never healthy', async () => {
      await using run = await openRun([chatty].slice(0, 0))
      await run.testbed.start(clientHost(chatty), patient())
      await run.says(/ECONNREFUSED/)
      await run.sees('wire', 'reset')
      expect(run.noted('client-kernel', 'traffic')).toEqual([])
    })

    test("settings of a host's kernel are in force there, and not elsewhere", async () => {
      const sysctls = { client: { 'net.ipv4.tcp_retries2': 3 } }
      await using run = await openRun([], { network: { sysctls } })
      const [client, server] = [run.testbed.place('client'), run.testbed.place('server')]
      expect(readSysctl(client.netns, 'net.ipv4.tcp_retries2')).toBe('3')
      expect(readSysctl(server.netns, 'net.ipv4.tcp_retries2')).not.toBe('3')
    })
  })

  describe.concurrent('evidence', () => {
    test("is gone when somebody changes the router's rules", async () => {
      await using run = await openRun([echoServer, chatty])
      await using injection = await run.inject({ kind: 'black-hole', toward: 'both' })
      expect(await injection.evidence()).toBeDefined()
      run.testbed.network.router.request(...deleteTable('halfopen_1'))
      expect(await injection.evidence()).toBeUndefined()
      await injection[Symbol.asyncDispose]()
    })

    test('of the control is packets that go on passing, and is gone when they are not counted any more', async () => {
      await using run = await openRun([wildcardServer, muteClient])
      await using injection = await run.inject({ kind: 'none' })
      expect((await injection.evidence())?.text).toMatch(
        /1 packet toward the server and 1 packet toward the client passed on since/,
      )
      run.testbed.network.router.request(...deleteTable('halfopen'))
      expect(await injection.evidence()).toBeUndefined()
    })

    test('of a kill is that the other side was told', async () => {
      await using run = await openRun([echoServer, echoClient({})])
      await run.says(/"connected"/)
      await using injection = await run.inject({ kind: 'process-kill', host: 'server' })
      expect((await run.sees('client-kernel', 'closed')).atMs).toBeGreaterThanOrEqual(injection.atMs)
      expect((await injection.evidence())?.text).toMatch(/killed; the end of 1 of 1 connections was passed on/)
    })
  })

  test('a lone server hangs on the router itself, two share a bridge', async () => {
    const kindsOf = async (hosts?: readonly Host<SubjectSpec>[]) => {
      await using run = await openRun([], hosts ? { hosts } : {})
      const made = links(run.testbed.network.router).filter(({ kind }) => kind === 'veth' || kind === 'bridge')
      return made.map(({ name, kind, masterIndex }) => `${name} ${kind}${masterIndex > 0 ? ' port' : ''}`).sort()
    }
    expect(await kindsOf()).toEqual(['rc veth', 'rs veth'])
    expect(await kindsOf(pairHosts(true))).toEqual(['lan bridge', 'rb veth port', 'rc veth', 'rs veth port'])
  })

  test('a full disk ends the file of packets with a trouble, and the wire is watched all the same', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'halfopen-'))
    mkdirSync(join(folder, 'full'))
    await execa('mount', ['-t', 'tmpfs', '-o', 'size=8k', 'none', join(folder, 'full')])
    {
      await using run = await openRun([echoServer, echoClient({ everyMs: 5 })], { folder: join(folder, 'full') })
      await run.pass(500)
      expect(run.troubles()).toEqual([
        expect.stringMatching(/^the packets were not all kept: .*the disk is full \(ENOSPC\)/),
      ])
      await run.sees('wire', 'traffic', run.recorder.clock.nowMs())
    }
    await execa('umount', [join(folder, 'full')])
    rmSync(folder, { recursive: true })
  })

  test('closing destroys what sockets are left, so that no namespace lingers', async () => {
    const run = await openRun([echoServer, chatty])
    await run.inject({ kind: 'black-hole', toward: 'both' })
    await run.pass(100)
    const client = run.testbed.place('client')
    const left: unknown[] = []
    const close = client.netns.close.bind(client.netns)
    client.netns.close = () => {
      left.push(...tcpSockets(client.netns))
      close()
    }
    await run[Symbol.asyncDispose]()
    await run[Symbol.asyncDispose]()
    expect(left).toEqual([])
  })
})

/** When it was healed: that is known a moment after the first who notices. */
async function healed(injection: { readonly healedAtMs?: number | undefined }): Promise<number> {
  return await until('see it healed', () => injection.healedAtMs, patience)
}
