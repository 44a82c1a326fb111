// What a guest says of a program that its kernel killed for want of memory. Whatever was seen of it is no word about the fault.
import { after } from '../../kit/clock.ts'
import { HalfopenError } from '../../kit/errors.ts'
import type { Ms } from '../../model/units.ts'
import type { Order } from '../box.ts'
import { starvedProgram } from './console.ts'
import { memoryOf } from './orders.ts'

/** In time of the host. Who waits for a program that was killed may do so for ever; who does not writes down what was seen. */
const goesOnForMs: Ms = 5_000

/** Listens to the console of a guest. Its signal says that such a guest has not ended by itself since, of which its error is the reason. */
export class MemoryWatch implements Disposable {
  readonly #order: Sized
  readonly #over = new AbortController()
  readonly signal: AbortSignal = this.#over.signal
  #error: HalfopenError | undefined
  #limit: Disposable | undefined

  constructor(order: Sized) {
    this.#order = order
  }

  /** Undefined where none was killed. */
  get error(): HalfopenError | undefined {
    return this.#error
  }

  hear(text: string): void {
    const program = starvedProgram(text)
    if (program === undefined || this.#error) return
    const error = noMemory(program, this.#order)
    this.#error = error
    this.#limit = after(goesOnForMs, () => this.#over.abort(error))
  }

  [Symbol.dispose](): void {
    this.#limit?.[Symbol.dispose]()
  }
}

type Sized = Pick<Order, 'heavy' | 'memoryMb'>

/** E_MEMORY, with what gives it more. */
export function noMemory(program: string, order: Sized): HalfopenError {
  const cause = `the ${memoryOf(order)} MB of its guest were used up, and its kernel killed "${program}"`
  return new HalfopenError('E_MEMORY', `Cannot conclude anything: ${cause}`, { fix: fixOf(order) })
}

function fixOf({ heavy, memoryMb }: Sized): string {
  if (memoryMb !== undefined) return `Its programs asked for ${memoryMb} MB: give them more`
  return `Give a program what it needs, such as memory: '512MB'${heavy ? ', and the script that of all its programs' : ''}`
}
