// What every plane must do, as tests: real programs, a real fault of each kind, and nothing left behind.
import { readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { within } from '../kit/clock.ts'
import { patience } from '../kit/fixtures/patience.ts'
import { until } from '../kit/until.ts'
import type { Fault } from '../model/fault.ts'
import type { RunCommand } from '../model/step.ts'
import type { SubjectSpec } from '../model/subject.ts'
import type { HostName } from '../model/units.ts'
import { clientHost, serverHost } from './fixtures/echo.ts'
import { openRun, openSystem } from './fixtures/open-run.ts'
import type { Endpoint } from './placed.ts'
import type { Plane, Testbed } from './plane.ts'

/** What the contract is tried with. */
export interface ContractCase {
  server: SubjectSpec
  /** Talks to `{server.host}` all the time, connects again after a loss, and begins with a line `connecting to HOST:PORT`. */
  client: SubjectSpec
  /** One of each kind that the plane can inject; some need another client. */
  faults: readonly { fault: Fault; client?: SubjectSpec }[]
  /** Whether somebody listens there; by connecting from here when absent. */
  accepts?: (at: Endpoint, testbed: Testbed) => Promise<boolean>
}

/** Declares the tests for one plane. */
export function planeContract(name: string, makePlane: () => Plane, given: ContractCase): void {
  const { server, client, faults, accepts = connects } = given
  const open = (signal?: AbortSignal, other = client) =>
    openRun(makePlane(), [serverHost(server), clientHost(other)], signal)

  describe(`the ${name} plane`, () => {
    test.concurrent('carries traffic between a client and a server', async () => {
      await using run = await open()
      await run.traffic()
    })

    for (const { fault, client: other } of faults) {
      const title = JSON.stringify(fault).replaceAll('"', '')
      test.concurrent(`${title} proves that it bit, and heals or says that it cannot`, async ({ skip, task }) => {
        const lacking = await makePlane().lacks?.(fault)
        Object.assign(task.meta, { lacking }) // Vitest's JSON has no reasons
        if (lacking !== undefined) skip(lacking)
        await using run = await open(undefined, other)
        await run.traffic()
        const injection = await run.testbed.inject(fault, run.signal)
        expect(injection.fault).toEqual(fault)
        expect(injection.atMs).toBeLessThanOrEqual(injection.byMs)
        const { facts } = await until('see evidence', () => injection.evidence(), patience)
        expect({ facts: Object.values(facts).filter(fact => !Number.isFinite(fact)) }).toEqual({ facts: [] })
        await injection[Symbol.asyncDispose]()
        await injection[Symbol.asyncDispose]()
        if (injection.healedAtMs !== undefined) await run.traffic(injection.healedAtMs)
        else expect(injection.cannotHeal).toBeDefined()
        expect(await injection.evidence()).toBeDefined()
      })
    }

    // One at a time: five programs each are more than a guest's memory has room for at once.
    for (const setup of ['known from the start', 'that come one by one'] as const) {
      test(`carries each path by itself, of two clients and three servers ${setup}`, async () => {
        await using run = await openSystem(makePlane(), setup === 'known from the start')
        await using hole = await run.testbed.inject(
          { kind: 'black-hole', toward: 'both', between: ['one', 'b'] },
          run.signal,
        )
        await run.pathTraffic(['one>a', 'two>b', 'two>c'], hole.byMs + quietMs)
        expect(run.pathsWithTraffic(hole.byMs + leftoverMs)).toEqual(['one>a', 'two>b', 'two>c'])
        expect(await hole.evidence()).toBeDefined()
        await hole[Symbol.asyncDispose]()
        await run.pathTraffic(['one>b'], hole.healedAtMs)
      })
    }

    test('switches one of three servers off, and leaves the paths to the others alone', async () => {
      await using run = await openSystem(makePlane(), true)
      await using off = await run.testbed.inject({ kind: 'power-off', host: 'b' }, run.signal)
      await run.pathTraffic(['one>a', 'two>c'], off.byMs + quietMs)
      expect(run.pathsWithTraffic(off.byMs + leftoverMs)).toEqual(['one>a', 'two>c'])
      expect(await off.evidence()).toBeDefined()
    })

    test('says of each sighting on the wire which connection it is of', async () => {
      await using run = await openSystem(makePlane(), true)
      const ids = run.recorder.connections.map(({ id }) => id)
      const wire = run.recorder.observations.filter(({ by }) => by === 'wire')
      expect(ids).toEqual([1, 2, 3, 4])
      expect(wire.filter(({ connection }) => !ids.includes(connection ?? 0))).toEqual([])
    })

    test.concurrent('runs a command on a host to its end, its lines among those of the host', async () => {
      await using run = await open()
      await run.traffic()
      const told = oneShot('client', 'console.log("to", process.argv[1])', '{server.port}')
      const { facts } = await run.testbed.run(told, run.signal)
      expect(facts).toEqual({ exitCode: 0, tookMs: expect.any(Number) })
      const lines = run.recorder.lines.filter(({ text }) => text.startsWith('to '))
      expect(lines).toEqual([
        { atMs: expect.any(Number), host: 'client', stream: 'stdout', text: `to ${run.clientConnectsTo().port}` },
      ])
    })

    test.concurrent('refuses to go on after a command that fails, or one for a host that is not there', async () => {
      await using run = await open()
      const fails = run.testbed.run(oneShot('server', 'console.error("no such table"); process.exit(3)'), run.signal)
      await expect(fails).rejects.toThrow(
        /^Cannot run ".*" on the server: it ended with exit code 3; its last words: no such table.* \[E_STEP\]$/,
      )
      await expect(run.testbed.run(oneShot('nobody', ''), run.signal)).rejects.toThrow(/ on nobody: .* \[E_STEP\]$/)
    })

    test.concurrent('closes twice without harm, while a fault is in force', async () => {
      const run = await open()
      await run.traffic()
      await run.testbed.inject({ kind: 'black-hole', toward: 'both' }, run.signal)
      await run[Symbol.asyncDispose]()
      await run[Symbol.asyncDispose]()
    })

    test.concurrent('gives up what it is doing when it is aborted', async () => {
      const enough = AbortSignal.abort(new Error('enough'))
      await expect(within('open', patience.withinMs, () => open(enough))).rejects.toThrow('enough')
      await using run = await open()
      await run.traffic()
      const endless = { kind: 'idle-firewall', idleMs: 60_000, onNextPacket: 'drop' } as const
      await expect(within('inject', patience.withinMs, () => run.testbed.inject(endless, enough))).rejects.toThrow(
        'enough',
      )
    })

    test.concurrent('refuses a fault that it has no injector for', () => {
      const meteor = { hosts: [serverHost(server), clientHost(client)], steps: [{ does: { kind: 'meteor' } }] } as const
      // @ts-expect-error: a kind that some later version may have.
      expect(makePlane().unsupported(meteor)).toBe(`${name} has no injector for meteor`)
    })

    test('leaves nothing behind: no process, no listener, no file', { concurrent: false }, async () => {
      const folder = await mkdtemp(join(tmpdir(), 'halfopen-contract-'))
      vi.stubEnv('TMPDIR', folder) // where nobody else on this machine comes and goes
      const run = await open()
      await run.traffic()
      await run.testbed.inject({ kind: 'frozen-peer', host: 'server' }, run.signal)
      const connectsTo = run.clientConnectsTo()
      expect(await accepts(connectsTo, run.testbed)).toBe(true)
      await run[Symbol.asyncDispose]()
      const [listens, files] = [await accepts(connectsTo, run.testbed), await readdir(folder)]
      vi.unstubAllEnvs()
      await rm(folder, { recursive: true })
      expect({ processes: children(), listens, files }).toEqual({ processes: [], listens: false, files: [] })
    })
  })
}

/** Longer than the wire may keep a sighting back. */
const quietMs = 600
/** What was on its way when a hole opened may still be noted. */
const leftoverMs = 300

function oneShot(on: HostName, source: string, ...args: readonly string[]): RunCommand {
  return { kind: 'run', on, command: { file: process.execPath, args: ['-e', source, ...args] } }
}

function connects(at: Endpoint): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>()
  const socket = connect(at)
  socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
  return promise.finally(() => socket.destroy())
}

/** Child processes but for the reaper, which lives as long as this process. None where there is no /proc. */
function children(): string[] {
  const stats = entries('/proc').map(pid => ({ pid, stat: read(`/proc/${pid}/stat`) }))
  const own = stats.filter(({ stat }) => / \(.*\) \w (\d+) /s.exec(stat)?.[1] === String(process.pid))
  return own.map(({ pid }) => read(`/proc/${pid}/cmdline`)).filter(command => !command.includes('reaper.program'))
}

function entries(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, 'latin1')
  } catch {
    return ''
  }
}
