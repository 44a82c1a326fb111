// Writes the JSON Schemas from the types that they describe, so that the two cannot differ: `npm run schema`.
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { createGenerator, type SchemaGenerator } from 'ts-json-schema-generator'

/** Each type that has a schema: where it is declared in this folder, and where its schema lies from here. */
export const reportSchema: Generated = { type: 'Report', declaredIn: 'report.ts', file: './report.schema.json' }
export const schemas: readonly Generated[] = [
  reportSchema,
  { type: 'Comparison', declaredIn: 'comparison.ts', file: './comparison.schema.json' },
  { type: 'League', declaredIn: 'league.ts', file: './league.schema.json' },
  { type: 'FaultSpec', declaredIn: 'fault-spec.ts', file: '../faults/fault.schema.json' },
]

/**
 * A schema's text, as it is committed: a field that the types do not name is left to a later halfopen of the same schema number.
 * `exact`: it is refused, which is what everything that we write has to pass.
 */
export function schemaText({ type }: Generated, { exact = false }: { exact?: boolean } = {}): string {
  generator ??= makeGenerator()
  const schema = tagged(generator.createSchema(type))
  return `${JSON.stringify(schema, (name, value: Json) => (!exact && closes(name, value) ? undefined : value), 2)}\n`
}

let generator: SchemaGenerator | undefined

/** One for all: most of its time goes into reading the sources. */
function makeGenerator(): SchemaGenerator {
  return createGenerator({
    path: place(`./{${schemas.map(({ declaredIn }) => declaredIn.replace('.ts', '')).join()}}.ts`),
    tsconfig: place('../../tsconfig.json'),
    topRef: false,
    additionalProperties: false,
    skipTypeCheck: true,
  })
}

interface Generated {
  readonly type: string
  readonly declaredIn: string
  readonly file: string
}

type Json = string | number | boolean | null | undefined | readonly Json[] | { readonly [name: string]: Json }
type JsonObject = { readonly [name: string]: Json }

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const schema of schemas) writeFileSync(place(schema.file), schemaText(schema))
}

/** Beside this file. */
function place(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url))
}

function closes(name: string, value: Json): boolean {
  return name === 'additionalProperties' && value === false
}

/** Unions of objects told apart by a tag get a discriminator: a validator then complains about the branch that was meant, not about all. */
function tagged(schema: { readonly definitions?: object | undefined }): Json {
  const definitions = new Map<string, Json>(Object.entries(schema.definitions ?? {}))
  return JSON.parse(JSON.stringify(schema), (_name, value: Json) =>
    isObject(value) ? discriminated(value, definitions) : value,
  )
}

function discriminated(schema: JsonObject, definitions: ReadonlyMap<string, Json>): JsonObject {
  const { anyOf, ...rest } = schema
  const branches = branchesOf(schema, definitions)
  const tag = ['kind', 'status', 'expect'].find(name => branches.every(branch => hasConstant(branch, name)))
  if (!anyOf || tag === undefined) return schema
  return { ...rest, type: 'object', discriminator: { propertyName: tag }, required: [tag], oneOf: branches }
}

/** The branches of a union, those of a union within it among them. */
function branchesOf(schema: Json, definitions: ReadonlyMap<string, Json>): readonly Json[] {
  if (!isObject(schema)) return [schema]
  const { $ref, anyOf } = schema
  if (typeof $ref === 'string') return branchesOf(definitions.get($ref.replace('#/definitions/', '')), definitions)
  return Array.isArray(anyOf) ? anyOf.flatMap(branch => branchesOf(branch, definitions)) : [schema]
}

function hasConstant(branch: Json, name: string): boolean {
  const properties = isObject(branch) ? branch.properties : undefined
  const property = isObject(properties) ? properties[name] : undefined
  return isObject(property) && ('const' in property || 'enum' in property)
}

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
