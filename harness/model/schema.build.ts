// Writes the JSON Schema of a report from the types in report.ts, so that the two cannot differ: `npm run schema`.
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { createGenerator } from 'ts-json-schema-generator'

/** The schema's text, as it is committed. Strict: a field that the types do not name is refused. */
export function schemaText(): string {
  const generator = createGenerator({
    path: place('report.ts'),
    tsconfig: place('../../tsconfig.json'),
    type: 'Report',
    topRef: false,
    additionalProperties: false,
    skipTypeCheck: true,
  })
  return `${JSON.stringify(tagged(generator.createSchema('Report')), undefined, 2)}\n`
}

type Json = string | number | boolean | null | undefined | readonly Json[] | { readonly [name: string]: Json }
type JsonObject = { readonly [name: string]: Json }

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(place('./report.schema.json'), schemaText())
}

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
