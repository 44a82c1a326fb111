// A connection's state by its name, checked at the door.
import { didYouMean, HalfopenError } from '../kit/errors.ts'
import { type ConnectionState, connectionStates } from '../model/connection-state.ts'

/** The state, if it is one. Throws E_STATE with the nearest name. */
export function parseState(claim: string, written: string): ConnectionState {
  const found = connectionStates.find(state => state === written)
  if (found) return found
  throw new HalfopenError('E_STATE', `Cannot use scenario "${claim}": no such connection state, got "${written}"`, {
    fix: `Use ${connectionStates.join(', ')}.${didYouMean(written, connectionStates)}`,
  })
}
