// Runs a recorder in a thread of its own. However this process ends, that thread is woken and ends too.
import { Worker } from 'node:worker_threads'
import { within } from '../../kit/clock.ts'
import { HalfopenError } from '../../kit/errors.ts'
import { libc, SOCK_CLOEXEC } from '../libc.ts'
import type { WorkerAnswer, WorkerOrder } from './capture.worker.ts'
import type { CaptureSummary, Recording } from './recorder.ts'

/** Starts the thread. What is returned ends it and gives its summary, within ten seconds. */
export function recordInWorker(recording: Recording): () => Promise<CaptureSummary> {
  const quit = libc.eventfd(0, SOCK_CLOEXEC)
  const order: WorkerOrder = { ...recording, quit }
  const worker = new Worker(PROGRAM, { workerData: order, trackUnmanagedFds: false }) // the descriptors are ours
  const answer = answerOf(worker)
  answer.catch(() => {}) // it is told by the one who stops
  worker.unref()
  wakeAtExit(quit)
  return async () => {
    worker.ref()
    wake(quit)
    try {
      return await within(`finish capture ${recording.file}`, 10_000, () => answer)
    } finally {
      waiting.delete(quit)
      libc.close(quit)
    }
  }
}

function answerOf(worker: Worker): Promise<CaptureSummary> {
  const { promise, resolve, reject } = Promise.withResolvers<CaptureSummary>()
  worker.once('message', (answer: WorkerAnswer) => {
    if ('summary' in answer) resolve(answer.summary)
    else reject(new HalfopenError('E_CAPTURE', answer.failure))
  })
  worker.once('error', reject)
  worker.once('exit', () => reject(new HalfopenError('E_CAPTURE', 'Cannot finish capture: its thread ended early')))
  return promise
}

/** A thread that waits in poll(2) would keep process.exit() waiting for good. */
function wakeAtExit(quit: number): void {
  if (waiting.size === 0 && !listening) process.once('exit', () => waiting.forEach(wake))
  listening = true
  waiting.add(quit)
}

function wake(quit: number): void {
  const one = Buffer.alloc(8, Buffer.from([1, 0, 0, 0, 0, 0, 0, 0]))
  libc.write(quit, one, 8)
}

const PROGRAM = new URL(`./capture.worker${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url)
const waiting = new Set<number>()
let listening = false
