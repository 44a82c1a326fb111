// The kernel that a campaign measures on: the guest's own in virtual time, this machine's in real time.
import { readArtifacts } from '../boxes/guest/unpack.ts'
import type { Kernel } from '../model/kernel.ts'
import type { ClockName } from '../model/units.ts'
import { thisKernel } from '../runtime/this-kernel.ts'

/** Undefined where nothing tells. Rejects with E_KERNEL where the guest's is missing. */
export async function kernelOf(clock: ClockName): Promise<Kernel | undefined> {
  if (clock === 'real') return thisKernel()
  const { kernel, hz } = await readArtifacts()
  return { release: kernel, hz }
}
