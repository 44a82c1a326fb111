// Child processes in groups of their own: started, listened to line by line, and ended with all that they started. Not with execa: it takes
// a third of the start of a guest's first program, and little of it would be used here.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { within } from './clock.ts'
import { HalfopenError, messageOf } from './errors.ts'
import { guard, release, runMark } from './reaper.ts'

/** Time for a process to end on SIGTERM before it is killed. */
const graceMs = 500

/** Starts a program without a shell. Throws E_START when it cannot be started. Ends with the harness, even if that is killed. */
export async function startProcess({ file, args, env = {}, cwd, onLine, tether = false }: ProcessSpec): Promise<Child> {
  const child = spawn(file, args, {
    env: { ...process.env, ...env, ...runMark() },
    ...(cwd === undefined ? {} : { cwd }),
    stdio: [tether ? 'pipe' : 'ignore', 'pipe', 'pipe'],
    detached: true,
  })
  const { pid, stdin, stdout, stderr } = child
  if (pid === undefined || !stdout || !stderr) throw await refusalOf(child, file)
  guard(pid)
  const read = Promise.all([listen(stdout, 'stdout', onLine), listen(stderr, 'stderr', onLine)])
  const exited = once(child, 'exit').then(([code, signal]): Exit => {
    release(pid)
    return { code: code ?? undefined, signal: signal ?? undefined }
  })
  return new Child(pid, exited, read, [stdout, stderr], stdin)
}

/** Why no process was made: spawn tells it in the next tick. */
async function refusalOf(child: ChildProcess, file: string): Promise<HalfopenError> {
  const [cause]: unknown[] = await once(child, 'error')
  return new HalfopenError('E_START', `Cannot start "${file}": ${messageOf(cause)}`, {
    fix: 'Is it installed, and on PATH?',
    cause,
  })
}

/** What to start. `env` is added to the harness's own. */
export interface ProcessSpec {
  file: string
  args: readonly string[]
  env?: Readonly<Record<string, string>>
  cwd?: string
  /** Its stdin is a pipe from this process, which closes when this process ends, however it ends. */
  tether?: boolean
  /** Called for each line of output, at once. */
  onLine?: (stream: 'stdout' | 'stderr', text: string) => void
}

/** How a process ended: an exit code, or the signal that killed it. */
export interface Exit {
  code: number | undefined
  signal: string | undefined
}

/** A running process and its group. Disposing ends both: SIGTERM, then SIGKILL. */
export class Child implements AsyncDisposable {
  readonly pid: number
  /** Resolves when the process has ended. */
  readonly exited: Promise<Exit>
  readonly #read: Promise<unknown>
  readonly #output: readonly Readable[]
  readonly #tether: Writable | null

  constructor(
    pid: number,
    exited: Promise<Exit>,
    read: Promise<unknown>,
    output: readonly Readable[],
    tether: Writable | null,
  ) {
    this.pid = pid
    this.exited = exited
    this.#read = read
    this.#output = output
    this.#tether = tether
  }

  /** Closes its stdin: a tethered program takes that as its harness's end. */
  untether(): void {
    this.#tether?.end()
  }

  /** Signals the whole group. A group that is gone is no error. */
  signal(name: NodeJS.Signals): void {
    try {
      process.kill(-this.pid, name)
    } catch (thrown) {
      if (!(thrown instanceof Error && 'code' in thrown && thrown.code === 'ESRCH')) throw thrown
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.signal('SIGTERM')
    this.signal('SIGCONT')
    const ended = () => this.exited
    await within(`end process ${this.pid}`, graceMs, ended).catch(() => {})
    this.signal('SIGKILL')
    await within(`kill process ${this.pid}`, 2_000, ended)
    await within(`read the last words of process ${this.pid}`, 500, async () => this.#read).catch(() => {})
    for (const stream of this.#output) stream.destroy()
  }
}

async function listen(stream: Readable, name: 'stdout' | 'stderr', onLine: ProcessSpec['onLine']): Promise<void> {
  const lines = createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })
  lines.on('error', () => lines.close())
  lines.on('line', text => onLine?.(name, text))
  const { promise, resolve } = Promise.withResolvers<void>()
  lines.once('close', resolve)
  await promise
}
