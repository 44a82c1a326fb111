// One field of a fault against the part of JSON Schema that faults are made of: whether a value fits, and what would, in words.
import schema from './fault.schema.json' with { type: 'json' }

/** What a field may be. */
export interface Property {
  type?: string
  $ref?: string
  const?: string
  enum?: readonly string[]
  anyOf?: readonly Property[]
  items?: Property
  minItems?: number
  maxItems?: number
  minimum?: number
  maximum?: number
  exclusiveMinimum?: number
  exclusiveMaximum?: number
}

/** Whether it is what it may be. */
export function fits(value: unknown, property: Property): boolean {
  const { type, const: constant, enum: choice, anyOf, items, ...limits } = resolved(property)
  if (isHostName(property)) return typeof value === 'string' && value !== ''
  if (constant !== undefined) return value === constant
  if (choice) return choice.some(word => word === value)
  if (anyOf) return anyOf.some(one => fits(value, one))
  if (items) return Array.isArray(value) && hasLength(value, limits) && value.every(one => fits(one, items))
  if (type === 'integer' && !Number.isInteger(value)) return false
  return (
    typeof value === (type === 'integer' ? 'number' : type) && (typeof value !== 'number' || isWithin(value, limits))
  )
}

/** `"drop" or "reset"`, `a number of milliseconds`, `a host's name or "both"`. */
export function words(property: Property): string {
  if (isHostName(property)) return "a host's name"
  const found = resolved(property)
  const { type, const: constant, enum: choice, anyOf, items, maxItems } = found
  if (constant !== undefined) return `"${constant}"`
  if (choice) return choice.map(word => `"${word}"`).join(' or ')
  if (anyOf) return anyOf.map(words).join(' or ')
  if (items) return `a list${maxItems === undefined ? '' : ` of ${maxItems}`}, each ${words(items)}`
  const { minimum, maximum, exclusiveMinimum: above, exclusiveMaximum: below } = found
  if (type === 'integer') return `a whole number from ${minimum} to ${maximum}`
  if (above !== undefined && below !== undefined) return `a number above ${above} and below ${below}`
  return type === 'number' && minimum === 0 ? 'a number of milliseconds' : `a ${type}`
}

function isHostName({ $ref }: Property): boolean {
  return $ref === '#/definitions/HostName'
}

const definitions: Readonly<Record<string, Property>> = schema.definitions

function resolved(property: Property): Property {
  const name = property.$ref?.replace('#/definitions/', '')
  const found = name === undefined ? undefined : definitions[name]
  return found ? resolved(found) : property
}

function hasLength(
  { length }: readonly unknown[],
  { minItems = 0, maxItems = Number.POSITIVE_INFINITY }: Property,
): boolean {
  return length >= minItems && length <= maxItems
}

function isWithin(
  value: number,
  { minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY, ...beyond }: Property,
): boolean {
  const { exclusiveMinimum: above = Number.NEGATIVE_INFINITY, exclusiveMaximum: below = Number.POSITIVE_INFINITY } =
    beyond
  return Number.isFinite(value) && value >= minimum && value <= maximum && value > above && value < below
}
