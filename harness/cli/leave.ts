// How the command line ends although a test worker does not: one in which a native call, a file or a fault of Node's stays open can be
// ended by nobody, and Node waits for each of its threads before it exits.
import { setImmediate } from 'node:timers/promises'
import { within } from '../kit/clock.ts'
import { HalfopenError } from '../kit/errors.ts'
import { processesOf } from '../kit/processes.ts'
import { codeWhenSaid } from './output.ts'

/** What has to be closed, and how long that may take. */
interface Closable {
  close(): Promise<void>
  readonly config: { readonly teardownTimeout: number }
}

let leftBehind = false

/** Ends Vitest and its workers. What is not done within the time of its configuration is told, and left behind by `leave`. */
export async function closeVitest(vitest: Closable): Promise<void> {
  if (leftBehind) return
  const limitMs = vitest.config.teardownTimeout
  const closed = vitest.close()
  const late = within('end the test workers', limitMs, () => closed.then(nothing, nothing)).then(nothing, () => 'late')
  if ((await late) === undefined) return await closed
  leftBehind = true
  process.stderr.write(
    `left a test worker behind: something that a scenario file has opened did not end within ${limitMs / 1000} s\n`,
  )
}

/** Gives up workers that are blocked: they are not waited for. What they have started and wait for ends with them. */
export async function abandon(): Promise<void> {
  leftBehind = true
  const own = await processesOf(({ pid }) => pid === process.pid).catch(() => [])
  const group = own.find(({ pid }) => pid === process.pid)?.group
  // What has a group of its own is in the reaper's care, or is the reaper.
  for (const { pid } of own.filter(one => one.pid !== process.pid && one.group === group)) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // It has ended.
    }
  }
}

/** What the work comes to. `stuck` is told E_STUCK where it never ends, and nothing else is left to be done. */
export async function unlessStuck<T>(work: Promise<T>, stuck: (thrown: HalfopenError) => void): Promise<T> {
  const tell = () => stuck(new HalfopenError('E_STUCK', problem, { fix }))
  process.once('beforeExit', tell)
  try {
    return await work
  } finally {
    process.off('beforeExit', tell)
  }
}

const problem = 'Cannot go on: something waits for what never comes, and nothing else is left to be done'
const fix = 'Look at what comes before the files: globalSetup, and the configuration with its plugins'

/** Where nothing is left behind, Node ends by itself, with the exit code that is set; where something is, now. */
export async function leave(code: number): Promise<void> {
  await out()
  const said = codeWhenSaid(code)
  process.exitCode = said
  if (leftBehind) await exitNow(said)
}

/**
 * Ends this process without waiting for its threads, once what it has said is out. Nothing is awaited after `exit` was told: Vitest calls
 * `process.exit()` a moment after it, which waits for every thread.
 */
export async function exitNow(code: number): Promise<void> {
  process.exitCode = code
  await out()
  const end = await endOfProcess().catch(nothing)
  process.emit('exit', code)
  try {
    end?.(code)
  } finally {
    process.kill(process.pid, 'SIGKILL') // where libc has no such call
  }
}

/** For a reader that takes its time. */
const flushMs = 1_000

async function out(): Promise<void> {
  const flushedAll = Promise.all([process.stdout, process.stderr].map(flushed))
  await within('say the last words', flushMs, () => flushedAll).catch(nothing)
}

/** The call that waits for no thread, as `process.exit()` and its kin do. */
async function endOfProcess(): Promise<(code: number) => unknown> {
  const { nativeCall } = await import('../netlink/native-call.ts') // loaded by nobody else who runs scenarios
  return nativeCall<[code: number]>('void _exit(int code)')
}

/** What was refused is told in the next turn. */
async function flushed(stream: NodeJS.WriteStream): Promise<void> {
  if (stream.writableLength === 0) return await setImmediate()
  const { promise, resolve } = Promise.withResolvers<void>()
  stream.on('error', () => resolve()).write('', () => resolve())
  await promise
}

function nothing(): void {}
