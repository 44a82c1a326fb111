// Whether this process runs inside a box, and what the host told it.
import type { BoxName } from '../model/units.ts'

/** Names of the variables through which the host speaks to what it starts in a box. */
export const boxVariable = 'HALFOPEN_BOX'
export const folderVariable = 'HALFOPEN_FOLDER'

/** The box that this process runs in; undefined on the host. */
export function insideBox(): BoxName | undefined {
  return process.env[boxVariable] === 'sandbox' ? 'sandbox' : undefined
}
