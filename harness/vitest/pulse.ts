// Whether a test worker's thread still turns: it counts every second, and writes what it is at. One that loops, or waits in a call, does neither.
import { readlinkSync } from 'node:fs'
import { basename } from 'node:path'
import { BroadcastChannel, threadId } from 'node:worker_threads'
import { every } from '../kit/clock.ts'
import { NoticeBoard } from './notice-board.ts'

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

let board: NoticeBoard | undefined

/** Says at once what this worker is at, since it may say no more; and then again and again that it turns. */
export function beat(now: Omit<Pulse, 'thread' | 'tid'>): void {
  const isFirst = board === undefined
  board ??= new NoticeBoard()
  board.write(JSON.stringify({ ...now, test: now.test?.slice(0, longestTitle) }))
  if (isFirst) show(board)
}

/** Letters: with a path it has room on the board. */
const longestTitle = 1_000

function show(own: NoticeBoard): void {
  const channel = new BroadcastChannel(channelName)
  channel.unref()
  channel.postMessage({ thread: threadId, tid: ownTid(), memory: own.memory } satisfies Shown)
  every(1_000, () => own.turn())
}

/** Once a worker: a message for each file that is loaded would wake this thread and that one, a tenth of `list`. */
type Shown = Pick<Pulse, 'thread' | 'tid'> & { readonly memory: SharedArrayBuffer }

/** proc(5): a link that each thread sees differently. */
function ownTid(): number | undefined {
  try {
    return Number(basename(readlinkSync('/proc/thread-self')))
  } catch {
    return undefined
  }
}

/** Hears the workers of this process. */
export class Pulses implements Disposable {
  readonly #channel = new BroadcastChannel(channelName)
  readonly #boards: { readonly who: Omit<Shown, 'memory'>; readonly board: NoticeBoard }[] = []

  constructor() {
    this.#channel.onmessage = ({ data: { memory, ...who } }: { data: Shown }) => {
      this.#boards.push({ who, board: new NoticeBoard(memory) })
    }
    this.#channel.unref()
  }

  /** What those are at who have turned since they were asked last. */
  heard(): readonly Pulse[] {
    return this.#boards.flatMap(({ who, board: shown }) => {
      const text = shown.readIfTurned()
      return text === undefined ? [] : [{ ...JSON.parse(text), ...who }]
    })
  }

  [Symbol.dispose](): void {
    this.#channel.close()
  }
}
