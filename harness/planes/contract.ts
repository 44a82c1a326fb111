// What every plane must do, as tests: real programs, a real fault of each kind, and nothing left behind.
import { readdirSync, readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { describe, expect, test } from 'vitest'
import { within } from '../kit/clock.ts'
import { until } from '../kit/until.ts'
import type { Fault } from '../model/fault.ts'
import type { SubjectSpec } from '../model/subject.ts'
import { Recorder } from '../observe/recorder.ts'
import type { RunningProgram } from './launch.ts'
import type { Plane, Testbed } from './plane.ts'

/** What the contract is tried with. */
export interface ContractCase {
  server: SubjectSpec
  /** Talks all the time, connects again after a loss, and begins with a line `connecting to HOST:PORT`. */
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
  const open = (signal?: AbortSignal, other = client) => openRun(makePlane(), [server, other], signal)

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
        await until('see evidence', () => injection.evidence(), { withinMs: 5_000 })
        await injection[Symbol.asyncDispose]()
        await injection[Symbol.asyncDispose]()
        if (injection.healedAtMs !== undefined) await run.traffic(injection.healedAtMs)
        else expect(run.troubles()).toEqual([expect.stringContaining(fault.kind)])
        expect(await injection.evidence()).toBeDefined()
      })
    }

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
      const meteor = { fault: { kind: 'meteor' }, client, server }
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
      expect({ processes: children(), listens: await accepts(connectsTo, run.testbed), files: ownFiles() }).toEqual({
        processes: [],
        listens: false,
        files,
      })
    })
  })
}

async function openRun(plane: Plane, subjects: readonly SubjectSpec[], signal = neverAborted): Promise<Run> {
  const recorder = new Recorder()
  const testbed = await plane.open({ limits: { setupMs: 20_000, settleMs: 0 } }, recorder, signal)
  const run = new Run(testbed, recorder, signal)
  try {
    for (const subject of subjects) run.programs.push(await testbed.start(subject, signal))
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
