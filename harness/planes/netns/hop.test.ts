// Method: real programs in a row, each with the next one's address. What is done to one side of a host in the middle must not show on its other
// side, and must show at both of that host's kernels' ends: code that knows a host as client or server loses one of them.
import { describe, expect, test } from 'vitest'
import type { Path } from '../../model/observer.ts'
import type { HostName } from '../../model/units.ts'
import { tcpRelay } from '../../subjects/relay.ts'
import { clientHost, echoClient, serverHost } from '../fixtures/echo.ts'
import { boxed } from './fixtures/boxed.ts'
import { openSystem, type Run } from './fixtures/run.ts'
import { wayToward } from './gates.ts'

const db = serverHost(undefined, 'db')
const pool = { ...serverHost(tcpRelay({ to: 'db' }), 'pool'), connectsTo: ['db'] }
const app = clientHost(echoClient({ everyMs: 50 }, 'pool'), 'app')
const row = [db, pool, app]
const [near, far] = [
  { from: 'app', to: 'pool' },
  { from: 'pool', to: 'db' },
] as const

await boxed(import.meta, () => {
  describe.concurrent('a host that both listens and connects', () => {
    test('is seen on both of its paths, by wire and kernels, each connection by itself', async () => {
      await using run = await openSystem(row, { hosts: row })
      const ids = [near, far].map(path => run.connections(path)[0]?.id)
      await run.until('see both by the pool', () => run.noted('pool-kernel', 'traffic')[1])
      for (const host of ['app', 'db'] as const) await run.sees(`${host}-kernel`, 'traffic')
      expect(new Set(run.noted('pool-kernel', 'traffic').map(({ connection }) => connection))).toEqual(new Set(ids))
      expect(run.noted('app-kernel', 'traffic').map(({ connection }) => connection)).toEqual([ids[0]])
      expect(run.noted('db-kernel', 'traffic').map(({ connection }) => connection)).toEqual([ids[1]])
      expect(new Set(run.recorder.connections.map(({ from, to }) => `${from}>${to}`))).toEqual(
        new Set(['app>pool', 'pool>db']),
      )
    })

    test('sees what is behind it go, and before it nothing is lost', async () => {
      await using run = await openSystem(row, { hosts: row })
      await using off = await run.inject({ kind: 'power-off', host: 'db' })
      await run.pass(800)
      expect(trafficOf(run, far, off.byMs + 600)).toEqual([])
      expect(trafficOf(run, near, off.byMs)).not.toEqual([])
      expect(losses(run, 'app', off.atMs)).toEqual([])
      expect((await off.evidence())?.facts).toMatchObject({ processes: 1, packetsTo: expect.any(Number) })
      await off[Symbol.asyncDispose]()
      expect(run.troubles()).toEqual([])
    })

    test('of a hole between it and one side only that side is in it', async () => {
      await using run = await openSystem(row, { hosts: row })
      for (const [between, counted] of [
        [['app', 'pool'], 'droppedTowardPool'],
        [['pool', 'db'], 'droppedTowardDb'],
      ] as const) {
        await using hole = await run.inject({ kind: 'black-hole', toward: 'both', between })
        await run.pass(300)
        expect((await hole.evidence())?.facts).toMatchObject({ [counted]: expect.any(Number) })
        await hole[Symbol.asyncDispose]()
        for (const path of [near, far])
          await run.until('see both again', () => trafficOf(run, path, (hole.healedAtMs ?? 0) + 600)[0])
      }
    })

    test('hands on that what is behind it has died: it is told at its far end, and tells at its near end', async () => {
      await using run = await openSystem(row, { hosts: row })
      await using kill = await run.inject({ kind: 'process-kill', host: 'db' })
      const [first, second] = [near, far].map(path => run.connections(path)[0]?.id)
      const told = await run.until('see it by the app', () => losses(run, 'app', kill.atMs)[0])
      const behind = await run.until('see it by the pool', () => losses(run, 'pool', kill.atMs)[0])
      expect([told.connection, behind.connection]).toEqual([first, second])
    })

    test('and another go on, which a control shows while the third has no power, but not while it is cut off', async () => {
      await using run = await openSystem(row, { hosts: row })
      {
        await using off = await run.inject({ kind: 'power-off', host: 'db' })
        await using control = await run.inject({ kind: 'none' })
        await run.pass(300)
        expect(Object.keys((await control.evidence())?.facts ?? {})).toEqual(['passedTowardPool', 'passedTowardApp'])
        await off[Symbol.asyncDispose]()
      }
      await using _hole = await run.inject({ kind: 'black-hole', toward: 'both', between: ['app', 'pool'] })
      await using control = await run.inject({ kind: 'none' })
      await run.pass(300)
      expect(await control.evidence()).toBeUndefined()
    })

    test('without power is gone for both sides', async () => {
      await using run = await openSystem(row, { hosts: row })
      await using off = await run.inject({ kind: 'power-off', host: 'pool' })
      await run.pass(800)
      expect(run.noted('wire', 'traffic', off.byMs + 600)).toEqual([])
      expect(await off.evidence()).toBeDefined()
    })
  })

  describe.concurrent('hosts of one segment that have to do with each other', () => {
    const movable = { ...serverHost(tcpRelay({ to: 'db' }), 'standby'), connectsTo: ['db'], standsInFor: 'db' }
    const reader = clientHost(echoClient({ everyMs: 50 }, 'db'), 'reader')
    const own = clientHost(echoClient({ everyMs: 50 }, 'db'), 'replica')
    const replica = { ...own, standsInFor: 'db' }

    test('do so by the router: seen there, and a hole between them is one', async () => {
      const hosts = [db, replica, reader]
      await using run = await openSystem(hosts, { hosts })
      expect(run.testbed.place('db').gate).toBe(run.testbed.place('replica').gate)
      await using hole = await run.inject({ kind: 'black-hole', toward: 'both', between: ['replica', 'db'] })
      await run.pass(900)
      expect(trafficOf(run, { from: 'replica', to: 'db' }, hole.byMs + 600)).toEqual([])
      expect(trafficOf(run, { from: 'reader', to: 'db' }, hole.byMs + 600)).not.toEqual([])
      expect((await hole.evidence())?.facts.droppedTowardDb).toBeGreaterThan(0)
      expect(run.troubles()).toEqual([])
    })

    test('and a hole toward one of them is none toward the other', async () => {
      const hosts = [db, movable, clientHost(echoClient({ everyMs: 50 }, 'db'), 'reader')]
      await using run = await openSystem([db, reader], { hosts })
      const toward = wayToward(run.testbed.network, run.testbed.place('db'))
      expect(toward.when.map(parts => parts.map(({ text }) => text).join(' '))).toEqual(
        expect.arrayContaining(['oifname "lan" ip daddr 198.18.2.2']),
      )
    })
  })
})

/** What the wire has of a path. */
function trafficOf(run: Run, path: Path, afterMs: number) {
  const own = run.connections(path).map(({ id }) => id)
  return run.noted('wire', 'traffic', afterMs).filter(({ connection = 0 }) => own.includes(connection))
}

function losses(run: Run, host: HostName, afterMs: number) {
  return (['lost', 'reset', 'closed'] as const).flatMap(kind => run.noted(`${host}-kernel`, kind, afterMs))
}
