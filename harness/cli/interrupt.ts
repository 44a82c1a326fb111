// Ctrl-C, SIGTERM, and the end of the npm that started us: each ends the run in good order, and what was recorded is kept.
import { every } from '../kit/clock.ts'
import { ExitCode } from './exit-code.ts'
import { Interrupted } from './interrupted.ts'
import { exitNow } from './leave.ts'

/** Calls `stop` at the first interrupt. A second one ends the process at once: the reaper cleans up. */
export function onInterrupt(stop: () => void): Interrupt {
  const interrupt = { happened: false, [Symbol.dispose]: () => {} }
  const first = () => {
    if (interrupt.happened) return void exitNow(ExitCode.interrupted)
    interrupt.happened = true
    stop()
  }
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
  for (const name of signals) {
    // Vitest's own listeners, set when it was made, would end the process in the next millisecond.
    process.removeAllListeners(name)
    process.on(name, first)
  }
  const orphan =
    process.env.npm_lifecycle_event === undefined ? undefined : whenOrphaned(() => exitNow(ExitCode.interrupted))
  interrupt[Symbol.dispose] = () => {
    orphan?.[Symbol.dispose]()
    for (const name of signals) process.off(name, first)
  }
  return interrupt
}

/** An interrupt that aborts a signal, for work that ends by one; `what` is interrupted, as in `the league`. */
export function abortAtInterrupt(what: string): Interrupt & { readonly signal: AbortSignal } {
  const stop = new AbortController()
  return Object.assign(
    onInterrupt(() => stop.abort(new Interrupted(what))),
    { signal: stop.signal },
  )
}

/** Whether it happened. Disposing stops listening. */
export interface Interrupt extends Disposable {
  readonly happened: boolean
}

/** npm waits for what it runs: when our parent changes, npm was killed, and nobody wants this run any more. */
function whenOrphaned(then: () => unknown): Disposable {
  const parent = process.ppid
  return every(250, () => {
    if (process.ppid !== parent) then()
  })
}
