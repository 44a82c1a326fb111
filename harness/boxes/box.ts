// What every box offers: a Node inside it, watched to its end, and ended for certain. Who runs something there need not know which it is.
import type { Fault } from '../model/fault.ts'
import type { RunRecord } from '../model/record.ts'
import type { BoxName, ClockName, Ms } from '../model/units.ts'

/** A kind of box. */
export interface BoxKind {
  readonly name: BoxName
  /** By which clock things happen in it. */
  readonly clock: ClockName
  /** Why none can be made here; undefined where it can. Found out once, which may have to wait for a core. */
  refusal(signal?: AbortSignal): Promise<Refusal | undefined>
  /** Why a fault cannot be shown truthfully in it; undefined where it can. */
  unsupported(fault: Fault): string | undefined
  /** Starts Node inside. Rejects with a HalfopenError that names the fix. */
  start(order: Order, signal: AbortSignal): Promise<Box>
}

/** Why there is no box, and what mends it. */
export interface Refusal {
  readonly reason: string
  readonly fix: string
}

/** What to start, and for how long at most. */
export interface Order {
  /** Node's arguments: a program and what it is told. */
  readonly args: readonly string[]
  /** The one folder that the box shares with the host. */
  readonly folder: string
  /** By the clock of the box. */
  readonly limitMs: Ms
  /** By the host's clock, where that is another: what takes longer hangs. Three minutes where absent. */
  readonly hostLimitMs?: Ms
  /** Called for each line that it says, while it runs. */
  readonly onLine: (text: string) => void
  /** Added to the environment. */
  readonly env?: Readonly<Record<string, string>>
  /** It brings a whole Vitest along: it may compute for long before it waits, and needs more memory. */
  readonly heavy?: boolean
  /** ISO 8601: what the clock on the wall says in there as it begins, where it can be set. The end of the host's day where absent. */
  readonly startsAt?: string | undefined
  /** What all chance in it follows from, where it can be set. What was handed on where absent. */
  readonly seed?: number | undefined
  /** Memory beside what the box has anyway, where it is a part of the host's only. */
  readonly memoryMb?: number
  /** One of its programs waits by calling sched_yield() again and again: where computing takes no time, a system call has to. */
  readonly yields?: boolean
}

/** A box that runs. Disposing ends it, and everything in it. */
export interface Box extends AsyncDisposable {
  /**
   * Waits for its end, by itself or past its limit; on an interrupt it is told to stop, and where it can what it saw until then
   * still comes out. Rejects where the box itself broke.
   */
  ended(signal: AbortSignal): Promise<Ended>
}

/** What a box has to say about how it went: by the host's clock, where its own is another. An error makes whatever came out of it doubtful. */
export type Ended = Partial<
  Pick<RunRecord, 'notRepeatable' | 'startedAt' | 'wallMs' | 'seed' | 'startsAt' | 'environment' | 'memoryMb' | 'error'>
>
