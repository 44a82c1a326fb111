// What every plane must do, as tests: real programs, a real fault of each kind, and nothing left behind.
import { readdirSync, readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { describe, expect, test } from 'vitest'
import { within } from '../kit/clock.ts'
import { until } from '../kit/until.ts'
import type { Fault } from '../model/fault.ts'
import type { Host } from '../model/host.ts'
import type { RunCommand } from '../model/step.ts'
import type { SubjectSpec } from '../model/subject.ts'
import type { HostName, Ms } from '../model/units.ts'
import { Recorder } from '../observe/recorder.ts'
import { clientHost, echoClient, serverHost } from './fixtures/echo.ts'
import type { RunningProgram } from './launch.ts'
import type { Plane, Testbed } from './plane.ts'

/** What the contract is tried with. */
export interface ContractCase {
  server: SubjectSpec
  /** Talks to `{server.host}` all the time, connects again after a loss, and begins with a line `connecting to HOST:PORT`. */
  client: SubjectSpec
  /** One of each kind that the plane can inject; some need another client. */
  faults: readonly { fault: Fault; client?: SubjectSpec }[]
  /** Whether somebody listens there; by connecting from here when absent. */
  accepts?: (at: At, testbed: Testbed) => Promise<boolean>
}

interface At {
  host: string
  port: number
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
        const { facts } = await until('see evidence', () => injection.evidence(), { withinMs: 5_000 })
        expect({ facts: Object.values(facts).filter(fact => !Number.isFinite(fact)) }).toEqual({ facts: [] })
        await injection[Symbol.asyncDispose]()
        await injection[Symbol.asyncDispose]()
        if (injection.healedAtMs !== undefined) await run.traffic(injection.healedAtMs)
        else expect(run.troubles()).toEqual([expect.stringContaining(fault.kind)])
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
      await expect(within('open', 2_000, () => open(enough))).rejects.toThrow('enough')
      await using run = await open()
      await run.traffic()
      const endless = { kind: 'idle-firewall', idleMs: 60_000, onNextPacket: 'drop' } as const
      await expect(within('inject', 2_000, () => run.testbed.inject(endless, enough))).rejects.toThrow('enough')
    })

    test.concurrent('refuses a fault that it has no injector for', () => {
      const meteor = { hosts: [serverHost(server), clientHost(client)], steps: [{ does: { kind: 'meteor' } }] } as const
      // @ts-expect-error: a kind that some later version may have.
      expect(makePlane().unsupported(meteor)).toBe(`${name} has no injector for meteor`)
    })

    test('leaves nothing behind: no process, no listener, no file', async () => {
      const files = ownFiles()
      const run = await open()
      await run.traffic()
      await run.testbed.inject({ kind: 'frozen-peer', host: 'server' }, run.signal)
      const connectsTo = run.clientConnectsTo()
      expect(await accepts(connectsTo, run.testbed)).toBe(true)
      await run[Symbol.asyncDispose]()
      const left = ownFiles().filter(name => !files.includes(name))
      expect({ processes: children(), listens: await accepts(connectsTo, run.testbed), left }).toEqual({
        processes: [],
        listens: false,
        left: [],
      })
    })
  })
}

/** Two clients that share one of three servers. Resolves when each of the four paths has carried traffic. */
async function openSystem(plane: Plane, known: boolean): Promise<Run> {
  const hosts = [
    ...['a', 'b', 'c'].map(name => serverHost(undefined, name)),
    clientHost(echoClient({ everyMs: 50 }, 'a', 'b'), 'one'),
    clientHost(echoClient({ everyMs: 50 }, 'b', 'c'), 'two'),
  ]
  const run = await openRun(plane, hosts, neverAborted, known)
  await run.pathTraffic(['one>a', 'one>b', 'two>b', 'two>c'])
  return run
}

/** Longer than the wire may keep a sighting back. */
const quietMs = 600
/** What was on its way when a hole opened may still be noted. */
const leftoverMs = 50

function oneShot(on: HostName, source: string, ...args: readonly string[]): RunCommand {
  return { kind: 'run', on, command: { file: process.execPath, args: ['-e', source, ...args] } }
}

async function openRun(
  plane: Plane,
  hosts: readonly Host<SubjectSpec>[],
  signal = neverAborted,
  known = true,
): Promise<Run> {
  const recorder = new Recorder()
  const limits = { setupMs: 20_000, settleMs: 0 }
  const testbed = await plane.open({ limits, ...(known ? { hosts } : {}) }, recorder, signal)
  const run = new Run(testbed, recorder, signal)
  try {
    for (const host of hosts) run.programs.push(await testbed.start(host, signal))
    return run
  } catch (thrown) {
    await run[Symbol.asyncDispose]()
    throw thrown
  }
}

const neverAborted = new AbortController().signal

class Run implements AsyncDisposable {
  readonly programs: RunningProgram[] = []
  readonly testbed: Testbed
  readonly recorder: Recorder
  readonly signal: AbortSignal

  constructor(testbed: Testbed, recorder: Recorder, signal: AbortSignal) {
    this.testbed = testbed
    this.recorder = recorder
    this.signal = signal
  }

  /** Waits until the wire has seen traffic after an instant. */
  async traffic(afterMs = 0): Promise<void> {
    const seen = () => this.recorder.observations.some(({ kind, atMs }) => kind === 'traffic' && atMs >= afterMs)
    await within('see traffic', 10_000, signal => this.recorder.until(seen, signal))
  }

  /** Waits until each of these paths, as `from>to`, has had traffic after an instant. */
  async pathTraffic(paths: readonly string[], afterMs = 0): Promise<void> {
    const seen = () => paths.every(path => this.pathsWithTraffic(afterMs).includes(path))
    await within(`see traffic on ${paths.join(', ')}`, 10_000, signal => this.recorder.until(seen, signal))
  }

  pathsWithTraffic(afterMs: Ms): readonly string[] {
    const { connections, observations } = this.recorder
    const traffic = observations.filter(({ by, kind, atMs }) => by === 'wire' && kind === 'traffic' && atMs >= afterMs)
    const ids = new Set(traffic.map(({ connection }) => connection))
    return [...new Set(connections.flatMap(({ id, from, to }) => (ids.has(id) ? [`${from}>${to}`] : [])))].sort()
  }

  troubles(): readonly string[] {
    return this.recorder.record({ plane: 'toxiproxy', clock: 'real' }).troubles
  }

  clientConnectsTo(): At {
    const found = this.recorder.lines.map(({ text }) => /connecting to (.+):(\d+)/.exec(text)).find(hit => hit)
    return { host: found?.[1] ?? '', port: Number(found?.[2]) }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const program of this.programs) await program[Symbol.asyncDispose]()
    await this.testbed[Symbol.asyncDispose]()
  }
}

function connects(at: At): Promise<boolean> {
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

function ownFiles(): string[] {
  return entries(tmpdir()).filter(name => name.startsWith('halfopen') || name.startsWith('toxiproxy'))
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
