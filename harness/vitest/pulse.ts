// Whether a test worker's thread still turns: it says so every second, and what it is at. One that loops, or waits in a call, says nothing.
import { readlinkSync } from 'node:fs'
import { basename } from 'node:path'
import { BroadcastChannel, threadId } from 'node:worker_threads'
import { every } from '../kit/clock.ts'

const channelName = 'halfopen: pulse'

/** What a worker is at. */
export interface Pulse {
  readonly thread: number
  /** By the kernel's number: gettid(2). Absent where /proc does not tell. */
  readonly tid?: number | undefined
  /** The path of a file of scenarios, or of a set-up file before it. */
  readonly file: string
  /** Whether it is still being loaded. */
  readonly loading: boolean
  /** The test that began last. */
  readonly test?: string | undefined
}

let beating: { last: Pulse; readonly say: () => void } | undefined

/** Says at once what this worker is at, since it may say no more; and then again and again. */
export function beat(now: Omit<Pulse, 'thread' | 'tid'>): void {
  const last = { ...now, thread: threadId, tid: ownTid() }
  if (beating) beating.last = last
  else beating = begin(last)
  beating.say()
}

function begin(last: Pulse) {
  const channel = new BroadcastChannel(channelName)
  channel.unref()
  const started = { last, say: () => channel.postMessage(started.last) }
  every(1_000, started.say)
  return started
}

/** proc(5): a link that each thread sees differently. */
function ownTid(): number | undefined {
  try {
    return Number(basename(readlinkSync('/proc/thread-self')))
  } catch {
    return undefined
  }
}

/** Hears the workers of this process. */
export function onPulse(hear: (pulse: Pulse) => void): Disposable {
  const channel = new BroadcastChannel(channelName)
  channel.onmessage = ({ data }: { data: Pulse }) => hear(data)
  channel.unref()
  return { [Symbol.dispose]: () => channel.close() }
}
