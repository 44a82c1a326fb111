// Which processors a thread may run on: read, and set. sched_setaffinity(2)
import { nativeCall } from './native-call.ts'

/** Of a thread by its number, 0 for one's own. Throws a SystemError: ESRCH for one that has gone. */
export function affinityOf(thread: number): readonly number[] {
  const mask = Buffer.alloc(maskBytes)
  getAffinity(thread, mask.length, mask)
  return [...mask].flatMap((byte, at) => bits.filter(bit => byte & (1 << bit)).map(bit => 8 * at + bit))
}

/** Sets it, for what the thread starts from then on as well. Throws a SystemError: EINVAL where it may run on none of them. */
export function setAffinity(thread: number, processors: readonly number[]): void {
  const mask = Buffer.alloc(maskBytes)
  for (const processor of processors) mask[processor >> 3] = (mask[processor >> 3] ?? 0) | (1 << (processor & 7))
  setAffinityMask(thread, mask.length, mask)
}

/** For 8192 processors, as many as a kernel for x86-64 can be built for. */
const maskBytes = 1_024
const bits = [0, 1, 2, 3, 4, 5, 6, 7] as const

const getAffinity = nativeCall<[thread: number, size: number, mask: Buffer]>(
  'int sched_getaffinity(int thread, size_t size, _Out_ void *mask)',
)
const setAffinityMask = nativeCall<[thread: number, size: number, mask: Buffer]>(
  'int sched_setaffinity(int thread, size_t size, const void *mask)',
)
