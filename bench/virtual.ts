// What virtual time costs, against a script by hand in the same kernel, and what it gives: hours in a second, the same each time, and nothing left.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { setPriority, tmpdir } from 'node:os'
import { join } from 'node:path'
import { guest } from '#harness/boxes/guest/guest.ts'
import { kernelArgs } from '#harness/boxes/guest/orders.ts'
import { unpackKernel } from '#harness/boxes/guest/unpack.ts'
import { outputVariable } from '#harness/boxes/keep.ts'
import { recordInBox } from '#harness/boxes/record-in-box.ts'
import { makeRunFolder } from '#harness/boxes/run-folder.ts'
import { noFault, powerOff } from '#harness/define/faults.ts'
import { parseScenario, type ScenarioSpec } from '#harness/define/scenario.ts'
import { judged } from '#harness/judge/verdicts.ts'
import type { RunRecord } from '#harness/model/record.ts'
import { asScript } from '#harness/model/scenario.ts'
import { netns } from '#harness/planes/netns/index.ts'
import { longestMs } from '#harness/run/limits.ts'
import { cacheReader } from '#harness/subjects/cache-reader.ts'
import { cacheServer } from '#harness/subjects/cache-server.ts'
import { cacheWriter } from '#harness/subjects/cache-writer.ts'
import { quietClient, quietServer } from '#harness/subjects/quiet.ts'
import { figure, median } from './figure.ts'

const rounds = 7
const repeats = 20
const many = 50
const { signal } = new AbortController()

/** Every ratio is of one run. */
export async function virtual(): Promise<boolean> {
  await using reports = makeRunFolder()
  process.env[outputVariable] = reports.path
  const held = [await cost(), await repeatability(), await leavesNothing()]
  return held.every(Boolean)
}

/** Linux's own SO_KEEPALIVE, whole: boot, topology, a Node client, fault, detection, record. */
async function cost(): Promise<boolean> {
  const [ours, byHand, peaks]: [number[], number[], number[]] = [[], [], []]
  let measuredMs = 0
  for (let round = 0; round < rounds; round++) {
    byHand.push(await byHandMs())
    const start = performance.now()
    using memory = watchMemory()
    const made = await recorded(linuxKeepalive)
    ours.push(performance.now() - start)
    peaks.push(memory.peakMb)
    measuredMs = detectedAfterMs(linuxKeepalive, made)
  }
  const show = (times: readonly number[]) => times.map(ms => (ms / 1_000).toFixed(2)).join(', ')
  process.stdout.write(
    `  by hand ${show(byHand)} s; halfopen ${show(ours)} s, for ${(measuredMs / 1_000).toFixed(0)} s\n`,
  )
  return [
    figure('a whole record, to a script by hand in the same kernel', median(ours) / median(byHand), 'x', 1.3),
    figure('wall time of what it measures, in 5,000ths', (5_000 * median(ours)) / measuredMs, 'x', 1),
    figure('memory of a guest with a Node client, at most', Math.max(...peaks), 'MB', 200),
  ].every(Boolean)
}

/** Five scenarios, two of them while both cores compute. */
async function repeatability(): Promise<boolean> {
  const held: boolean[] = []
  for (const [name, { spec, loaded, stepMs = 1 }] of Object.entries(repeated)) {
    using _load = loaded ? computeBeside() : undefined
    const times: number[] = []
    for (let i = 0; i < repeats; i += 2)
      times.push(...(await Promise.all([recorded(spec), recorded(spec)])).map(made => detectedAfterMs(spec, made)))
    const spread = Math.max(...times) - Math.min(...times)
    const what = `${repeats} times ${name}${loaded ? ', under load' : ''}: ${median(times).toFixed(3)} ms, spread`
    held.push(figure(what, spread, 'ms', stepMs))
  }
  return held.every(Boolean)
}

async function leavesNothing(): Promise<boolean> {
  const before = traces()
  for (let i = 0; i < many; i++) await recorded(healthy)
  const left = traces().filter(trace => !before.includes(trace))
  for (const trace of left) process.stdout.write(`  left: ${trace}\n`)
  return figure(`processes, files and shared memory after ${many} records`, left.length, 'left', 0)
}

type Spec = Omit<ScenarioSpec, 'planes'>

const linuxKeepalive: Spec = {
  server: cacheServer({ changesEvery: '20d' }),
  client: cacheReader({
    changesEvery: '20d',
    readEvery: '20d',
    detector: { keepalive: { idle: '2h', interval: '75s', count: 9 } },
  }),
  fault: powerOff('server'),
  bounds: { detectedBy: 'client-app', within: '3h' },
}

const healthy: Spec = {
  server: quietServer(),
  client: quietClient(),
  fault: noFault(),
  bounds: { silent: 'client-kernel', for: '1min' },
}

/** Retransmission counts from a write whose instant is the program's: it may move by one step of the timer wheel, 2 s where it waits for 16. */
const repeated: Record<string, { spec: Spec; loaded?: true; stepMs?: number }> = {
  'keepalive 7200/75/9': { spec: linuxKeepalive },
  'keepalive 10/5/3': {
    spec: {
      server: quietServer(),
      client: quietClient({ keepalive: { idle: '10s', interval: '5s', count: 3 } }),
      fault: powerOff('server'),
      bounds: { detectedBy: 'client-kernel', within: '60s' },
    },
    loaded: true,
  },
  'a heartbeat every 2 min, answered within 30 s': {
    spec: {
      server: cacheServer({ changesEvery: '30min' }),
      client: cacheReader({
        changesEvery: '30min',
        readEvery: '1min',
        detector: { heartbeat: { every: '2min', deadline: '30s' } },
      }),
      fault: powerOff('server'),
      bounds: { detectedBy: 'client-app', within: '10min' },
    },
    loaded: true,
  },
  'a read deadline of 90 s': {
    spec: {
      server: cacheServer({ changesEvery: '1min' }),
      client: cacheReader({ changesEvery: '1min', detector: { readDeadline: '90s' } }),
      fault: powerOff('server'),
      bounds: { detectedBy: 'client-app', within: '2min' },
    },
  },
  'tcp_retries2 15, data in flight': {
    spec: {
      server: cacheServer(),
      client: cacheWriter(),
      state: 'data-in-flight',
      fault: powerOff('server'),
      bounds: { detectedBy: 'client-app', within: '20min' },
    },
    stepMs: 16_384,
  },
}

async function recorded(spec: Spec): Promise<RunRecord> {
  const script = asScript(scenarioOf(spec))
  const [made] = await recordInBox(guest, [script], 'netns', longestMs(script), signal)
  return made
}

function scenarioOf(spec: Spec) {
  return parseScenario('bench/virtual', 'a case of the bench', { ...spec, clock: 'virtual' }, ['netns'])
}

function detectedAfterMs(spec: Spec, made: RunRecord): number {
  const { bounds, error } = judged(scenarioOf(spec), made, netns.tolerance)
  const outcome = bounds[0]?.outcome
  if (outcome?.kind === 'detected') return outcome.afterMs
  throw new Error(`nothing was detected: ${error ?? JSON.stringify(bounds[0]?.verdict)}`)
}

/** The same kernel, the same core, the same priority, and no harness. */
async function byHandMs(): Promise<number> {
  await using folder = makeRunFolder()
  const programs = join(import.meta.dirname, '../dist/harness/subjects/programs')
  const words = [
    process.cwd(),
    '0',
    `PATH=${process.env.PATH}`,
    `HOME=${process.env.HOME}`,
    '',
    'sh',
    join(import.meta.dirname, 'by-hand/keepalive-default.sh'),
    programs,
  ]
  const kernel = await unpackKernel()
  const start = performance.now()
  writeFileSync(join(folder.path, 'command'), words.map(word => `${word}\0`).join(''))
  const args = kernelArgs(kernel, { args: [], folder: folder.path, limitMs: 0, onLine: () => {} }, 0)
  const child = spawn(kernel.linux, args, { cwd: folder.path, stdio: 'ignore', env: {} })
  setPriority(child.pid ?? 0, 10)
  await once(child, 'exit')
  const took = performance.now() - start
  const said = readFileSync(join(folder.path, 'stdout'), 'utf8').trim()
  if (Number(said) > 7_000) return took
  throw new Error(
    `the script by hand failed (are ip and nft installed?): ${said} ${readFileSync(join(folder.path, 'stderr'), 'utf8')}`,
  )
}

/** What the guest's processes have touched of its memory; they share it. */
function watchMemory(): Disposable & { readonly peakMb: number } {
  let peakMb = 0
  const look = () => {
    for (const { status } of guests())
      peakMb = Math.max(peakMb, Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) / 1_024)
  }
  const timer = setInterval(look, 20)
  return {
    get peakMb() {
      return peakMb
    },
    [Symbol.dispose]: () => clearInterval(timer),
  }
}

function guests(): { pid: string; status: string }[] {
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .flatMap(pid => {
      try {
        const ours = readFileSync(`/proc/${pid}/cmdline`, 'latin1').includes('guest-kernel-')
        return ours ? [{ pid, status: readFileSync(`/proc/${pid}/status`, 'latin1') }] : []
      } catch {
        return []
      }
    })
}

function traces(): string[] {
  const files = [tmpdir(), '/dev/shm'].flatMap(folder =>
    readdirSync(folder)
      .filter(name => /halfopen|guest|vm_file/.test(name))
      .map(name => join(folder, name)),
  )
  return [...guests().map(({ pid }) => `process ${pid}`), ...files]
}

/** Keeps every core busy at an ordinary priority. */
function computeBeside(): Disposable {
  const busy = Array.from({ length: 2 }, () => spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' }))
  const stop = () => {
    for (const child of busy) child.kill('SIGKILL')
  }
  return { [Symbol.dispose]: stop }
}
