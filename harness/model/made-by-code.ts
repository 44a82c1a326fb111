// Which programs have functions, which cross no boundary and cannot be written down.
import type { Host } from './host.ts'
import type { HostName } from './units.ts'

/** What of a host's program is a function. */
export interface MadeByCode {
  readonly host: HostName
  readonly reads: boolean
  readonly prepares: boolean
}

/** The hosts of which something is. */
export function madeByCode(hosts: readonly Host[]): readonly MadeByCode[] {
  return hosts.flatMap(({ name, program: { read, prepare } }) =>
    read || prepare ? [{ host: name, reads: read !== undefined, prepares: prepare !== undefined }] : [],
  )
}
