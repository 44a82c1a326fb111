// A fault together with what the connection is doing when it comes, in its one short spelling: what a command line takes and a report shows.
import { didYouMean, HalfopenError } from '../kit/errors.ts'
import { type ConnectionState, connectionStates, stateWords } from '../model/connection-state.ts'
import type { Fault } from '../model/fault.ts'
import type { FaultSpec } from '../model/fault-spec.ts'
import { kindOf, kinds } from './all.ts'
import type { Spelling } from './kind.ts'
import { sameFault } from './same-fault.ts'

/**
 * The fault of a spelling, with the state that stands behind a slash: `power-off`, `power-off/busy`, `idle-firewall=aws-nlb`,
 * `idle-firewall=350s,reset`, `blip=5s`, `loss=2%`. Throws E_FAULT_SPEC: the name or the value, what it takes, and what was meant.
 */
export function parseFaultSpec(text: string): FaultSpec {
  const [named = '', ...states] = text.split('/')
  const [name = '', ...rest] = named.split('=')
  const spelling = readers.get(name)
  if (!spelling) {
    const names = [...readers.keys()]
    throw refusal(text, `there is no fault "${name}"`, `There are ${names.join(', ')}.${didYouMean(name, names)}`)
  }
  if (states.length > 1) throw refusal(text, 'a connection is in one state at a time', `Write ${named}/${states[0]}`)
  const fault = parseFault(text, spelling, rest.length > 0 ? rest.join('=') : undefined)
  return states[0] === undefined ? { fault } : { fault, state: parseStateWord(text, states[0]) }
}

/** `power-off`, `idle-firewall=aws-nlb-tcp`, `blip=5s/busy`. */
export function formatFaultSpec({ fault, state }: FaultSpec): string {
  return `${formatFault(fault)}${state === undefined ? '' : `/${stateWords[state]}`}`
}

/**
 * The fault's part of it: the first spelling that reads as this very fault. What has none, such as one way of a black hole, is its kind with
 * its fields as JSON.
 */
export function formatFault<K extends Fault['kind']>(fault: Fault<K>): string {
  for (const { name, read, write } of kindOf(fault).spellings) {
    const value = write(fault)
    const again = read(value)
    if (again && sameFault(again, fault)) return value === undefined ? name : `${name}=${value}`
  }
  const { kind, ...fields } = fault
  return `${kind}${JSON.stringify(fields)}`
}

/** Each fault by its name, with a value where it needs one: `power-off`, `blip=5s`. */
export function faultSpellings(): readonly string[] {
  return [...readers.values()].map(({ name, example, read }) => (read(undefined) ? name : `${name}=${example ?? ''}`))
}

type Reader = Omit<Spelling<Fault>, 'write'>
const readers: ReadonlyMap<string, Reader> = new Map(
  Object.values(kinds)
    .flatMap(({ spellings }): readonly Reader[] => spellings)
    .map(reader => [reader.name, reader]),
)

function parseFault(text: string, { name, takes, example, read }: Reader, value: string | undefined): Fault {
  const fault = read(value)
  if (fault) return fault
  const cause = value === undefined ? `${name} needs a value: ${takes}` : `${name} takes ${takes}, not "${value}"`
  throw refusal(text, cause, `Write ${name}${example === undefined ? '' : `=${example}`}`)
}

function parseStateWord(text: string, written: string): ConnectionState {
  const found = connectionStates.find(state => written === state || written === stateWords[state])
  if (found) return found
  const names = connectionStates.map(state => stateWords[state])
  const fix = `There are ${names.join(', ')}.${didYouMean(written, names)}`
  throw refusal(text, `there is no connection state "${written}"`, fix)
}

function refusal(text: string, cause: string, fix: string): HalfopenError {
  return new HalfopenError('E_FAULT_SPEC', `Cannot read the fault: ${cause}, got "${text}"`, { fix })
}
