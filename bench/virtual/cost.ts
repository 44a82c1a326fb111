// What a record in a guest costs, against a script by hand that does the same there.
import { figure, median } from '../figure.ts'
import { byHandMs } from './by-hand.ts'
import { guests } from './guests.ts'
import { detectedAfterMs, linuxKeepalive, recorded } from './recorded.ts'

const rounds = 7

/** Linux's own SO_KEEPALIVE, whole: boot, topology, a Node client, fault, detection, record. */
export async function cost(): Promise<boolean> {
  const [ours, byHand, peaks]: [number[], number[], number[]] = [[], [], []]
  let measuredMs = 0
  for (let round = 0; round < rounds; round++) {
    byHand.push(await byHandMs())
    const start = performance.now()
    using memory = watchMemory()
    const made = await recorded(linuxKeepalive)
    ours.push(performance.now() - start)
    peaks.push(memory.peakMb)
    measuredMs = detectedAfterMs(linuxKeepalive, made)
  }
  const show = (times: readonly number[]) => times.map(ms => (ms / 1_000).toFixed(2)).join(', ')
  process.stdout.write(
    `  by hand ${show(byHand)} s; halfopen ${show(ours)} s, for ${(measuredMs / 1_000).toFixed(0)} s\n`,
  )
  return [
    figure('a whole record, to a script by hand in the same kernel', median(ours) / median(byHand), 'x', 1.15),
    figure('wall time of what it measures, in 5,000ths', (5_000 * median(ours)) / measuredMs, 'x', 1),
    figure('memory of a guest with a Node client, at most', Math.max(...peaks), 'MB', 200),
  ].every(Boolean)
}

/** What the guest's processes have touched of its memory; they share it. */
function watchMemory(): Disposable & { readonly peakMb: number } {
  let peakMb = 0
  const look = () => {
    for (const { status } of guests())
      peakMb = Math.max(peakMb, Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) / 1_024)
  }
  const timer = setInterval(look, 20)
  return {
    get peakMb() {
      return peakMb
    },
    [Symbol.dispose]: () => clearInterval(timer),
  }
}
