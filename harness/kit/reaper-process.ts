// The reaper as a process: started without the threads that it can do without, told by a pipe, and ended where it never gets ready. Node waits
// for its threads as it starts, for ever where they cannot be made: it would not see the harness end, and nobody would end it.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeSync } from 'node:fs'
import { within } from './clock.ts'
import { messageOf } from './errors.ts'
import { programPath } from './program-path.ts'

/** One that was started. `ended` is told how it ended, once. */
export class ReaperProcess {
  /** Resolves when it watches, or has ended. */
  readonly ready: Promise<void>
  readonly #fd: number | undefined

  constructor(mark: string, readyWithinMs: number, ended: (death: Death) => void) {
    const child = spawn(process.execPath, [...plain, programPath('harness/kit/reaper.program'), mark], {
      stdio: ['pipe', 'pipe', 'ignore'],
      detached: true,
    })
    this.#fd = holdOn(child)
    const dead = deathOf(child)
    let hung = false
    this.ready = within('start the reaper', readyWithinMs, () => Promise.race([heard(child), dead])).then(
      nothing,
      () => {
        hung = true
        child.kill('SIGKILL')
      },
    )
    const last = (why: string) => ended(hung ? { why: 'never gets ready', weight: 3 } : { why, weight: 1 })
    void dead.then(last)
  }

  /** A synchronous write: a harness that dies in the next instruction has still said it. */
  say(order: string): void {
    if (this.#fd === undefined) return
    try {
      writeSync(this.#fd, `${order}\n`)
    } catch {
      // It has died, and whoever takes its place will be told.
    }
  }
}

/** How it ended, and for how many deaths that counts. */
export interface Death {
  readonly why: string
  readonly weight: number
}

const plain = ['--v8-pool-size=1', '--disable-sigusr1']

async function heard({ stdout }: ChildProcess): Promise<void> {
  if (stdout) await once(stdout, 'data')
}

async function deathOf(child: ChildProcess): Promise<string> {
  try {
    const [code, signal] = await once(child, 'exit')
    return signal ? `was ended by ${signal}` : `ended by itself, with exit code ${code}`
  } catch (thrown) {
    return `cannot be started: ${messageOf(thrown)}`
  }
}

/** It keeps nobody from ending. The pipe's descriptor: writing through the stream would wait for the event loop. */
function holdOn(child: ChildProcess): number | undefined {
  child.unref()
  for (const stream of [child.stdin, child.stdout]) {
    if (stream && 'unref' in stream && typeof stream.unref === 'function') stream.unref()
    stream?.on('error', nothing)
  }
  return child.stdin ? descriptorOf(child.stdin) : undefined
}

function descriptorOf(stream: object): number | undefined {
  const handle = '_handle' in stream ? stream._handle : undefined
  const fd = typeof handle === 'object' && handle !== null && 'fd' in handle ? handle.fd : undefined
  if (typeof fd === 'number' && fd >= 0) return fd
  throw new Error('The pipe to the reaper has no descriptor')
}

function nothing(): void {}
