// Ctrl-C for scenarios that run in worker threads. Vitest's own cancelling ends a test before its record can be handed over.
import { BroadcastChannel } from 'node:worker_threads'
import { every } from '../kit/clock.ts'

const channelName = 'halfopen: stop'

/** Tells every scenario of this process to end now and hand over what it saw; and those that begin later. Dispose it at the end. */
export function stopScenarios(): Disposable {
  const channel = new BroadcastChannel(channelName)
  const tell = () => channel.postMessage('stop')
  tell()
  const again = every(100, tell)
  return {
    [Symbol.dispose]: () => {
      again[Symbol.dispose]()
      channel.close()
    },
  }
}

const stopped = new AbortController()
const channel = new BroadcastChannel(channelName)
channel.unref()
channel.onmessage = () => stopped.abort(new Error('the run was interrupted'))

/** Aborted when the run is interrupted, or when `own` is. */
export function untilStopped(own: AbortSignal): AbortSignal {
  return AbortSignal.any([own, stopped.signal])
}
