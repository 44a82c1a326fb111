// Whether a guest measures the same each time, also on a busy machine.
import { spawn } from 'node:child_process'
import { powerOff } from '#harness/faults/power-off.ts'
import { cacheReader } from '#harness/subjects/cache-reader.ts'
import { cacheServer } from '#harness/subjects/cache-server.ts'
import { cacheWriter } from '#harness/subjects/cache-writer.ts'
import { quietClient, quietServer } from '#harness/subjects/quiet.ts'
import { figure, median } from '../figure.ts'
import { detectedAfterMs, linuxKeepalive, recorded, type Spec } from './recorded.ts'

const repeats = 20

/** Five scenarios, two of them while both cores compute. */
export async function repeatability(): Promise<boolean> {
  const held: boolean[] = []
  for (const [name, { spec, loaded, stepMs = 1 }] of Object.entries(repeated)) {
    using _load = loaded ? computeBeside() : undefined
    const times: number[] = []
    for (let i = 0; i < repeats; i += 2)
      times.push(...(await Promise.all([recorded(spec), recorded(spec)])).map(made => detectedAfterMs(spec, made)))
    const spread = Math.max(...times) - Math.min(...times)
    const what = `${repeats} times ${name}${loaded ? ', under load' : ''}: ${median(times).toFixed(3)} ms, spread`
    held.push(figure(what, spread, 'ms', stepMs))
  }
  return held.every(Boolean)
}

/** Retransmission counts from a write whose instant is the program's: it may move by one step of the timer wheel, 2 s where it waits for 16. */
const repeated: Record<string, { spec: Spec; loaded?: true; stepMs?: number }> = {
  'keepalive 7200/75/9': { spec: linuxKeepalive },
  'keepalive 10/5/3': {
    spec: {
      server: quietServer(),
      client: quietClient({ keepalive: { idle: '10s', interval: '5s', count: 3 } }),
      fault: powerOff('server'),
      bounds: { detectedBy: 'client-kernel', within: '60s' },
    },
    loaded: true,
  },
  'a heartbeat every 2 min, answered within 30 s': {
    spec: {
      server: cacheServer({ changesEvery: '30min' }),
      client: cacheReader({
        changesEvery: '30min',
        readEvery: '1min',
        detector: { heartbeat: { every: '2min', deadline: '30s' } },
      }),
      fault: powerOff('server'),
      bounds: { detectedBy: 'client-app', within: '10min' },
    },
    loaded: true,
  },
  'a read deadline of 90 s': {
    spec: {
      server: cacheServer({ changesEvery: '1min' }),
      client: cacheReader({ changesEvery: '1min', detector: { readDeadline: '90s' } }),
      fault: powerOff('server'),
      bounds: { detectedBy: 'client-app', within: '2min' },
    },
  },
  'tcp_retries2 15, data in flight': {
    spec: {
      server: cacheServer(),
      client: cacheWriter(),
      state: 'data-in-flight',
      fault: powerOff('server'),
      bounds: { detectedBy: 'client-app', within: '20min' },
    },
    stepMs: 16_384,
  },
}

/** Keeps every core busy at an ordinary priority. */
function computeBeside(): Disposable {
  const busy = Array.from({ length: 2 }, () => spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' }))
  const stop = () => {
    for (const child of busy) child.kill('SIGKILL')
  }
  return { [Symbol.dispose]: stop }
}
