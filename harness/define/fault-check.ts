// A fault from outside (plain JavaScript, a file, a cast) against the generated schema: a misspelt field must never become a fault that does nothing.

import { didYouMean, HalfopenError } from '../kit/errors.ts'
import type { Fault } from '../model/fault.ts'
import schema from '../model/report.schema.json' with { type: 'json' }

/** The fault, if it is one. Throws E_FAULT for an unknown kind, an unknown or missing field, or a value that does not fit. */
export function checkFault(fault: unknown): Fault {
  const fields = typeof fault === 'object' && fault !== null ? new Map(Object.entries(fault)) : refuseOther(fault)
  const shape = shapes.get(String(fields.get('kind'))) ?? refuseKind(fields.get('kind'))
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

/** The part of JSON Schema that faults are made of. */
interface Property {
  type?: string
  $ref?: string
  const?: string
  enum?: readonly string[]
  anyOf?: readonly Property[]
  items?: Property
  minItems?: number
  maxItems?: number
  minimum?: number
  exclusiveMinimum?: number
  exclusiveMaximum?: number
}

const definitions: Readonly<Record<string, Property>> = schema.definitions
const shapes = new Map(schema.definitions.Fault.oneOf.map((shape: Shape) => [shape.properties.kind?.const, shape]))

function refuseMisfit(fields: Fields, name: string, value: unknown, property: Property): void {
  if (fits(value, property)) return
  throw refusal(fields, `${name} must be ${words(property)}, got ${JSON.stringify(value) ?? String(value)}`)
}

function fits(value: unknown, property: Property): boolean {
  const { type, enum: words, const: constant, anyOf, items, ...limits } = resolved(property)
  if (constant !== undefined) return value === constant
  if (words) return words.some(word => word === value)
  if (anyOf) return anyOf.some(one => fits(value, one))
  if (items) return Array.isArray(value) && value.length === limits.maxItems && value.every(one => fits(one, items))
  return typeof value === type && (typeof value !== 'number' || isWithin(value, limits))
}

function isWithin(value: number, { minimum = Number.NEGATIVE_INFINITY, ...beyond }: Property): boolean {
  const { exclusiveMinimum: above = Number.NEGATIVE_INFINITY, exclusiveMaximum: below = Number.POSITIVE_INFINITY } =
    beyond
  return Number.isFinite(value) && value >= minimum && value > above && value < below
}

function wanted({ properties }: Shape, name: string): string {
  const property = properties[name]
  return property ? words(property) : 'a value'
}

function words(property: Property): string {
  if (property.$ref === '#/definitions/HostName') return "a host's name"
  const { type, const: constant, enum: choice, anyOf, items, maxItems, ...limits } = resolved(property)
  const { minimum, exclusiveMinimum: above, exclusiveMaximum: below } = limits
  if (constant !== undefined) return `"${constant}"`
  if (anyOf) return anyOf.map(words).join(' or ')
  if (items) return `a list of ${maxItems}, each ${words(items)}`
  if (choice) return choice.map(word => `"${word}"`).join(' or ')
  if (above !== undefined && below !== undefined) return `a number above ${above} and below ${below}`
  return type === 'number' && minimum === 0 ? 'a number of milliseconds' : `a ${type}`
}

function resolved(property: Property): Property {
  const name = property.$ref?.replace('#/definitions/', '')
  return (name === undefined ? undefined : definitions[name]) ?? property
}

type Fields = ReadonlyMap<string, unknown>

function refuseOther(fault: unknown): never {
  throw new HalfopenError('E_FAULT', `Cannot use the fault: it is not an object, got "${String(fault)}"`, {
    fix: "Write powerOff('server'), blackHole() or another of the faults",
  })
}

function refuseKind(kind: unknown): never {
  const kinds = [...shapes.keys()].filter(name => name !== undefined)
  throw new HalfopenError('E_FAULT', `Cannot use the fault: there is none of that kind, got "${String(kind)}"`, {
    fix: `There are ${kinds.join(', ')}.${didYouMean(String(kind), kinds)}`,
  })
}

function refusal(fields: Fields, cause: string, fix?: string): HalfopenError {
  return new HalfopenError(
    'E_FAULT',
    `Cannot use the fault ${String(fields.get('kind'))}: ${cause}`,
    fix ? { fix } : {},
  )
}

function knownFields(name: string, known: readonly string[]): string {
  return `It has ${known.join(', ')}.${didYouMean(name, known)}`
}

/** What has been checked is what the schema was made from. */
function parsed(fault: unknown): Fault {
  return fault as Fault
}
