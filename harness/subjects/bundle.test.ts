// Method: what was built is imported as a user does. Wrong code that would also pass a part: a bundle with errors of its own, which nobody outside knows.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import * as entry from '../entry/subjects.ts'
import { built } from '../kit/fixtures/built.ts'

const file = built('harness/subjects/bundle.ts')

test('the package hands all subjects out of one file, and shares with halfopen what is not theirs', async () => {
  const bundle: typeof entry = await import(file)
  const { HalfopenError } = await import(built('harness/kit/errors.ts'))
  expect(Object.keys(bundle).sort()).toEqual(Object.keys(entry).sort())
  expect(() => bundle.pg.client({ sets: {} } as object)).toThrow(HalfopenError)
  expect(readFileSync(file, 'utf8')).not.toMatch(/from ["']\.\//)
})

test('its programs are those of the package', async () => {
  const bundle: typeof entry = await import(file)
  expect(bundle.cacheServer().command.args[0]).toBe(built('harness/subjects/programs/cache-server.ts'))
  expect(bundle.curl.client().command.args[0]).toBe(entry.curl.client().command.args[0])
})
