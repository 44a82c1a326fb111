// A connection's state by its name, checked at the door.
import { didYouMean, HalfopenError } from '../kit/errors.ts'
import type { ConnectionState } from '../model/scenario.ts'

/** The state, if it is one. Throws E_STATE with the nearest name. */
export function parseState(claim: string, written: string): ConnectionState {
  const found = states.find(state => state === written)
  if (found) return found
  throw new HalfopenError('E_STATE', `Cannot use scenario "${claim}": no such connection state, got "${written}"`, {
    fix: `Use ${states.join(', ')}.${didYouMean(written, states)}`,
  })
}

const states = [
  'idle',
  'awaiting-answer',
  'data-in-flight',
  'connecting',
  'zero-window',
] as const satisfies readonly ConnectionState[]
