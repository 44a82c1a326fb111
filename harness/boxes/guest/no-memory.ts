// What a guest says of a program that its kernel killed for want of memory. Whatever was seen of it is no word about the fault.
import { HalfopenError } from '../../kit/errors.ts'
import type { Ended, Order } from '../box.ts'
import { memoryOf } from './orders.ts'

/** Nothing where none was killed. */
export function noMemory({ starved, order }: Starved): Ended {
  const program = starved()
  if (program === undefined) return {}
  const cause = `the ${memoryOf(order)} MB of its guest were used up, and its kernel killed "${program}"`
  return { error: new HalfopenError('E_MEMORY', `Cannot conclude anything: ${cause}`, { fix: fixOf(order) }).message }
}

/** What its console told of it, and what was ordered. */
interface Starved {
  readonly starved: () => string | undefined
  readonly order: Pick<Order, 'heavy' | 'memoryMb'>
}

function fixOf({ heavy, memoryMb }: Starved['order']): string {
  if (memoryMb !== undefined) return `Its programs asked for ${memoryMb} MB: give them more`
  return `Give a program what it needs, such as memory: '512MB'${heavy ? ', and the script that of all its programs' : ''}`
}
