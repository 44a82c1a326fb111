// Where this process runs: in which box, by which clock, on which kernel. The host tells it through the environment.
import type { RunRecord } from '../model/record.ts'
import type { BoxName, ClockName } from '../model/units.ts'
import { thisKernel } from './this-kernel.ts'

/** Name of the variable that says to a process in a box which kind it is. */
export const boxVariable = 'HALFOPEN_BOX'

/** Name of the variable that says how much of a guest's memory is there for programs that say what they need. */
export const memoryVariable = 'HALFOPEN_MEMORY_MB'

/** Name of the variable that says that system calls of a guest take time. */
export const yieldsVariable = 'HALFOPEN_YIELDS'

/** So much; undefined where programs have what the machine has. */
export function promisedMb(): number | undefined {
  return insideBox() === 'guest' ? Number(process.env[memoryVariable]) : undefined
}

/** Whether a program that waits by calling sched_yield() would wait for ever: its guest was not told of it. */
export function yieldsForEver(): boolean {
  return insideBox() === 'guest' && process.env[yieldsVariable] === undefined
}

/** Name of the variable that says in which folders, a line each, a box throws away what is written where it does not everywhere. */
export const keptOutsideVariable = 'HALFOPEN_KEPT_OUTSIDE'

const clocks = { sandbox: 'real', guest: 'virtual' } as const satisfies Record<BoxName, ClockName>

/** The box that this process runs in; undefined on the host. */
export function insideBox(): BoxName | undefined {
  const told = process.env[boxVariable]
  return told === 'sandbox' || told === 'guest' ? told : undefined
}

/** What a record says of it. */
export function where(): Pick<RunRecord, 'clock' | 'box' | 'kernel'> {
  const box = insideBox()
  const kernel = thisKernel()
  return {
    clock: box ? clocks[box] : 'real',
    ...(box ? { box } : {}),
    ...(kernel ? { kernel } : {}),
  }
}

/** What a record of programs that ran here says of what they wrote. The host has no memory over anything. */
export function keptWrites(): Pick<RunRecord, 'keptWrites'> {
  if (insideBox() === undefined) return { keptWrites: { outside: [] } }
  const outside = process.env[keptOutsideVariable]?.split('\n').filter(folder => folder !== '')
  return outside === undefined ? {} : { keptWrites: { outside } }
}
