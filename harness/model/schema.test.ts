import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { schemaText } from './schema.build.ts'

test('the committed schema is what the types say (npm run schema writes it)', () => {
  const committed = readFileSync(new URL('./report.schema.json', import.meta.url), 'utf8')
  expect(committed).toBe(schemaText())
})
