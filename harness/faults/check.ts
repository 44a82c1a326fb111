// A fault from outside (plain JavaScript, a file, a cast) against the generated schema: a misspelt field must never become a fault that does nothing.

import { didYouMean, HalfopenError } from '../kit/errors.ts'
import { shown, shownJson } from '../kit/shown.ts'
import type { Fault } from '../model/fault.ts'
import schema from './fault.schema.json' with { type: 'json' }
import { fits, type Property, words } from './property.ts'

/** The fault, if it is one. Throws E_FAULT for an unknown kind, an unknown or missing field, or a value that does not fit. */
export function checkFault(fault: unknown): Fault {
  const fields = typeof fault === 'object' && fault !== null ? new Map(Object.entries(fault)) : refuseOther(fault)
  const kind = shown(fields.get('kind'))
  const shape = shapes.get(kind) ?? refuseKind(kind)
  const known = Object.keys(shape.properties)
  for (const [name, value] of fields) {
    const property = Object.hasOwn(shape.properties, name) ? shape.properties[name] : undefined
    if (!property) throw refusal(fields, `unknown field, got "${name}"`, knownFields(name, known))
    if (value !== undefined) refuseMisfit(fields, name, value, property)
  }
  const missing = shape.required.find(name => fields.get(name) === undefined)
  if (missing !== undefined) throw refusal(fields, `it has no ${missing}`, `Add ${missing}: ${wanted(shape, missing)}`)
  return parsed(fault)
}

interface Shape {
  properties: Readonly<Record<string, Property | undefined>>
  required: readonly string[]
}

const shapes = new Map(schema.definitions.Fault.oneOf.map((shape: Shape) => [shape.properties.kind?.const, shape]))

function refuseMisfit(fields: Fields, name: string, value: unknown, property: Property): void {
  if (fits(value, property)) return
  throw refusal(fields, `${name} must be ${words(property)}, got ${shownJson(value)}`)
}

type Fields = ReadonlyMap<string, unknown>

function refuseOther(fault: unknown): never {
  throw new HalfopenError('E_FAULT', `Cannot use the fault: it is not an object, got "${shown(fault)}"`, {
    fix: "Write powerOff('server'), blackHole() or another of the faults",
  })
}

function refuseKind(kind: string): never {
  const kinds = [...shapes.keys()].filter(name => name !== undefined)
  throw new HalfopenError('E_FAULT', `Cannot use the fault: there is none of that kind, got "${kind}"`, {
    fix: `There are ${kinds.join(', ')}.${didYouMean(kind, kinds)}`,
  })
}

function refusal(fields: Fields, cause: string, fix?: string): HalfopenError {
  return new HalfopenError('E_FAULT', `Cannot use the fault ${shown(fields.get('kind'))}: ${cause}`, fix ? { fix } : {})
}

function wanted({ properties }: Shape, name: string): string {
  const property = properties[name]
  return property ? words(property) : 'a value'
}

function knownFields(name: string, known: readonly string[]): string {
  return `It has ${known.join(', ')}.${didYouMean(name, known)}`
}

/** What has been checked is what the schema was made from. */
function parsed(fault: unknown): Fault {
  return fault as Fault
}
