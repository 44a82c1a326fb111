// How a program that reads, and asks nothing by itself, becomes a kind of client: it has words of its own.
import type { Program } from '../define/command.ts'
import { refuseUnknown } from '../define/unknown.ts'
import { HalfopenError } from '../kit/errors.ts'
import { shown } from '../kit/shown.ts'
import { type ClientKind, optionsText, type Variant, variantsOf } from './client-kind.ts'

/** What is to be said of a program that only reads. `reads`: it, with what is set. */
interface Reading<O extends object> extends Omit<ClientKind<O>, 'client' | 'variants' | 'states' | 'neverAsks'> {
  readonly reads: (set: O) => Program
  readonly recommended?: Omit<Variant<O>, 'name'>
}

/** A program that asks nothing by itself, and has words of its own. Throws as the kind's `client` does. */
export function reader<O extends object>({ reads, recommended, ...kind }: Reading<O>): ClientKind<O> {
  return {
    ...kind,
    states: ['idle'],
    neverAsks: true,
    variants: variantsOf({ recommended }),
    client: (options = {}) => {
      refuseUnknown(`client ${kind.id}`, options, ['asks', 'set'])
      const { asks = false, set } = options
      if (asks !== false)
        throw new HalfopenError('E_CLIENT_OPTIONS', `Cannot let ${kind.id} ask: it only reads, got "${shown(asks)}"`)
      if (set !== undefined) optionsText(kind.id, set)
      return reads(set ?? ({} as O))
    },
  }
}
