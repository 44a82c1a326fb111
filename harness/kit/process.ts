// Child processes in groups of their own: started, listened to line by line, and ended with all that they started. Not with execa: loading it
// is a twentieth of a whole run in a guest, compiled already, and little of it would be used here.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Readable, Writable } from 'node:stream'
import { within } from './clock.ts'
import { HalfopenError } from './errors.ts'
import { type Heard, LineSplitter, type Rest } from './line-splitter.ts'
import { notStarted } from './not-started.ts'
import { guard, reaperReady, release, runMark, startReaper } from './reaper.ts'
import { startAs } from './users.ts'

/** Time for a process to end on SIGTERM before it is killed. */
const graceMs = 500

/** Time to read what was said by one that has ended: what it has left behind may hold its streams open. */
const lastWordsMs = 500

/** Python keeps what it says into a pipe back until there are kilobytes of it: a loss that was told would never be heard. */
const heard = { PYTHONUNBUFFERED: '1' } as const

/** Starts a program without a shell. Throws E_START when it cannot be started, and E_REAPER. Ends with the harness, even if that is killed. */
export async function startProcess(spec: ProcessSpec): Promise<Child> {
  const { file, args, env, ids } = startAs(spec.user, spec.file, spec.args)
  const { cwd, tether = false } = spec
  startReaper()
  const child = spawn(file, args, {
    env: { ...heard, ...process.env, ...env, ...spec.env, ...runMark() },
    ...ids,
    ...(cwd === undefined ? {} : { cwd }),
    stdio: [tether || spec.stdin !== undefined ? 'pipe' : 'ignore', 'pipe', 'pipe'],
    detached: true,
  })
  const { pid, stdin, stdout, stderr } = child
  if (pid === undefined || !stdout || !stderr) throw await refusalOf(child, spec)
  if (typeof spec.stdin === 'object') stdin?.on('error', () => {}).end(spec.stdin.text)
  guard(pid)
  const outputs = [new Output(stdout, 'stdout', spec), new Output(stderr, 'stderr', spec)]
  const exited = once(child, 'exit').then(([code, signal]): Exit => {
    release(pid)
    return { code: code ?? undefined, signal: signal ?? undefined }
  })
  return new Child(pid, exited, outputs, stdin)
}

/** Why no process was made: spawn tells it in the next tick. */
async function refusalOf(child: ChildProcess, spec: ProcessSpec): Promise<HalfopenError> {
  const [cause]: unknown[] = await once(child, 'error')
  const { why, fix } = notStarted(spec, cause)
  return new HalfopenError('E_START', `Cannot start "${spec.file}": ${why}`, { fix, cause })
}

/** What to start. `env` is added to the harness's own. */
export interface ProcessSpec {
  file: string
  args: readonly string[]
  env?: Readonly<Record<string, string>>
  cwd?: string
  /** Whom it runs as: users.ts. */
  user?: string
  /** What it reads; nothing where absent. */
  stdin?: 'open' | { text: string }
  /** Its stdin is a pipe from this process, which closes when this process ends, however it ends. */
  tether?: boolean
  /** Called for each line of output, at once. */
  onLine?: (stream: StreamName, text: string, heard: Heard) => void
  /** What more there is of the line that was cut last. */
  onRest?: (stream: StreamName, rest: Rest) => void
  /** Whether no more lines are wanted, ever: `onSkipped` is then told how much comes, and nobody what it says. */
  isFull?: () => boolean
  onSkipped?: (sizeBytes: number) => void
}

type StreamName = 'stdout' | 'stderr'

/** How a process ended: an exit code, or the signal that killed it. */
export interface Exit {
  code: number | undefined
  signal: string | undefined
}

/** A running process and its group. Disposing ends both: SIGTERM, then SIGKILL. */
export class Child implements AsyncDisposable {
  readonly pid: number
  /** Resolves when the process has ended, which may be before its last words have been read. */
  readonly exited: Promise<Exit>
  /** Resolves when it has ended and all that it said has been handed on: half a second later at the most, where others hold its streams open. */
  readonly heard: Promise<Exit>
  readonly #outputs: readonly Output[]
  readonly #tether: Writable | null

  constructor(pid: number, exited: Promise<Exit>, outputs: readonly Output[], tether: Writable | null) {
    this.pid = pid
    this.exited = exited
    this.#outputs = outputs
    this.#tether = tether
    this.heard = this.#readOut()
  }

  /** Hands out lines that have begun and not ended: what was said until now. */
  handOut(): void {
    for (const output of this.#outputs) output.handOut()
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
    await this.#lastWords()
    for (const output of this.#outputs) output.close()
    await reaperReady()
  }

  async #readOut(): Promise<Exit> {
    const exit = await this.exited
    await this.#lastWords()
    this.handOut()
    return exit
  }

  /** Node tells of an end when it has waited for another process as well, and then before it looks at the streams again. */
  async #lastWords(): Promise<void> {
    const read = async () => Promise.all(this.#outputs.map(({ ended }) => ended))
    await within(`read the last words of process ${this.pid}`, lastWordsMs, read).catch(() => {})
  }
}

/** One of its two streams, read to its end. */
class Output {
  /** Resolves when all of it was read. */
  readonly ended: Promise<void>
  readonly #stream: Readable
  readonly #lines: LineSplitter

  constructor(stream: Readable, name: StreamName, { onLine, onRest, isFull, onSkipped }: ProcessSpec) {
    const { promise, resolve } = Promise.withResolvers<void>()
    const lines = new LineSplitter({
      line: (text, heard) => onLine?.(name, text, heard),
      rest: rest => onRest?.(name, rest),
      full: () => onLine === undefined || isFull?.() === true,
      skipped: sizeBytes => onSkipped?.(sizeBytes),
    })
    const end = () => {
      lines.end()
      resolve()
    }
    stream.on('data', (chunk: Buffer<ArrayBuffer>) => {
      lines.push(chunk)
      // Given back at once: of a flood the garbage collector would let a hundred megabytes lie about.
      if (isFull?.()) chunk.buffer.transfer(0)
    })
    stream.on('error', end).once('end', end).once('close', end)
    this.ended = promise
    this.#stream = stream
    this.#lines = lines
  }

  handOut(): void {
    this.#lines.handOut()
  }

  close(): void {
    this.#stream.destroy()
  }
}
