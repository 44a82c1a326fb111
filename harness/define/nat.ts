// NAT as a scenario's author writes it, checked at the door.
import { HalfopenError } from '../kit/errors.ts'
import { shown } from '../kit/shown.ts'
import type { Nat } from '../model/nat.ts'
import { refuseUnknown } from './unknown.ts'

/** As it is. Throws E_NETWORK, and E_UNKNOWN_FIELD for a misspelt field. */
export function parseNat(claim: string, nat: boolean | Nat): boolean | Nat {
  const refusal = (cause: string, got: unknown, fix: string) =>
    new HalfopenError('E_NETWORK', `Cannot use scenario "${claim}": ${cause}, got "${shown(got)}"`, { fix })
  if (typeof nat === 'boolean') return nat
  if (typeof nat !== 'object' || nat === null)
    throw refusal('nat is true, false or what it does', nat, 'Write nat: true, or leave it out')
  refuseUnknown('nat', nat, Object.keys(ways))
  const { ports, invalid } = nat
  if (ports !== undefined && !ways.ports.includes(ports))
    throw refusal('there are no such ports of a NAT', ports, `Write ports: '${ways.ports.join("' or '")}'`)
  if (invalid !== undefined && !ways.invalid.includes(invalid))
    throw refusal('what is invalid is not treated so', invalid, `Write invalid: '${ways.invalid.join("' or '")}'`)
  return { ...(ports === undefined ? {} : { ports }), ...(invalid === undefined ? {} : { invalid }) }
}

const ways = { ports: ['kept', 'random'], invalid: ['passed', 'dropped'] } as const satisfies {
  [field in keyof Nat]: readonly Nat[field][]
}
