// A connection's state by its name, checked at the door.
import { didYouMean, HalfopenError } from '../kit/errors.ts'
import { shown } from '../kit/shown.ts'
import { type ConnectionState, connectionStates } from '../model/connection-state.ts'

/** The state, if it is one. Throws E_STATE with the nearest name. */
export function parseState(claim: string, written: string): ConnectionState {
  const found = connectionStates.find(state => state === written)
  if (found) return found
  throw new HalfopenError(
    'E_STATE',
    `Cannot use scenario "${claim}": no such connection state, got "${shown(written)}"`,
    {
      fix: `Use ${connectionStates.join(', ')}.${didYouMean(shown(written), connectionStates)}`,
    },
  )
}
