// Writes the JSON Schemas from the types that they describe, so that the two cannot differ: `npm run schema`.
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { createGenerator } from 'ts-json-schema-generator'

/** Each type that has a schema: where it is declared, and where its schema lies, from this folder. */
export const schemas: readonly Generated[] = [
  { type: 'Report', declaredIn: './report.ts', file: './report.schema.json' },
  { type: 'Comparison', declaredIn: './comparison.ts', file: './comparison.schema.json' },
]

/** A schema's text, as it is committed. Strict: a field that the types do not name is refused. */
export function schemaText({ type, declaredIn }: Generated): string {
  const generator = createGenerator({
    path: place(declaredIn),
    tsconfig: place('../../tsconfig.json'),
    type,
    topRef: false,
    additionalProperties: false,
    skipTypeCheck: true,
  })
  return `${JSON.stringify(tagged(generator.createSchema(type)), undefined, 2)}\n`
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

/** Unions of objects told apart by a tag get a discriminator: a validator then complains about the branch that was meant, not about all. */
function tagged(schema: object): Json {
  return JSON.parse(JSON.stringify(schema), (_name, value: Json) => (isObject(value) ? discriminated(value) : value))
}

function discriminated(schema: JsonObject): JsonObject {
  const { anyOf, ...rest } = schema
  if (!Array.isArray(anyOf)) return schema
  const tag = ['kind', 'status', 'expect'].find(name => anyOf.every(branch => hasConstant(branch, name)))
  if (tag === undefined) return schema
  return { ...rest, type: 'object', discriminator: { propertyName: tag }, required: [tag], oneOf: anyOf }
}

function hasConstant(branch: Json, name: string): boolean {
  const properties = isObject(branch) ? branch.properties : undefined
  const property = isObject(properties) ? properties[name] : undefined
  return isObject(property) && ('const' in property || 'enum' in property)
}

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
