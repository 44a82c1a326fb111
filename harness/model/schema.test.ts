import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { schemas, schemaText } from './schema.build.ts'

test.for(schemas)('the committed schema of $type is what the types say (npm run schema writes it)', schema => {
  const committed = readFileSync(new URL(schema.file, import.meta.url), 'utf8')
  expect(committed).toBe(schemaText(schema))
})
