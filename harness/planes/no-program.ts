// A fault of a host on which no program runs any more.
import { HalfopenError } from '../kit/errors.ts'
import type { HostName } from '../model/units.ts'
import { called } from './host-words.ts'

/** E_NO_PROGRAM. */
export function noProgram(host: HostName): HalfopenError {
  return new HalfopenError('E_NO_PROGRAM', `Cannot inject a fault of ${called(host)}: no program runs there`, {
    fix: 'Heal the fault that ended it first, or start it again; in the lab, heal or undo',
  })
}
