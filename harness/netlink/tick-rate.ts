// How often this kernel's timers tick: CONFIG_HZ, which no file tells everywhere, and its coarse clock shows everybody. clock_getres(2)
import { nativeCall } from './native-call.ts'

/** Ticks a second, or undefined where the clock shows none (gVisor). Throws a SystemError where it may not be asked. */
export function tickRate(): number | undefined {
  const resolution = Buffer.alloc(16) // struct timespec: seconds, nanoseconds
  clockGetres('clock_getres', CLOCK_MONOTONIC_COARSE, resolution)
  const hz = Math.round(1e9 / resolution.readInt32LE(8))
  return hz >= 24 && hz <= 1_200 ? hz : undefined
}

const clockGetres = nativeCall<[clock: number, into: Buffer]>('int clock_getres(int clock, _Out_ void *into)')
const CLOCK_MONOTONIC_COARSE = 6
