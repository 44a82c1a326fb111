// The processes of a host, counted again and again: reading the whole list takes too long to be done at every look.
import { every } from '../../kit/clock.ts'
import type { Process } from '../../kit/processes.ts'
import type { HostName } from '../../model/units.ts'
import type { ByteTestbed } from './byte-testbed.ts'

/** Counts until it is disposed. */
export async function recounted(testbed: ByteTestbed, host: HostName): Promise<Recounted> {
  let processes = await testbed.processes(host)
  const recount = () =>
    void testbed.processes(host).then(
      found => (processes = found),
      () => {},
    )
  const counting = every(recountMs, recount)
  return { now: () => processes, [Symbol.dispose]: () => counting[Symbol.dispose]() }
}

/** As of the last count. */
export interface Recounted extends Disposable {
  now(): readonly Process[]
}

const recountMs = 500
