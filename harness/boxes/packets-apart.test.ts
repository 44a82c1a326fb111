import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { handedOn } from '../runtime/handed-on.ts'
import { packetsApart } from './packets-apart.ts'

test('packets lie apart until that is over, and nobody is sent there afterwards', async () => {
  const { output } = handedOn()
  const outer = packetsApart()
  const inner = packetsApart()
  expect(handedOn().output).toBe(inner.path)
  await inner[Symbol.asyncDispose]()
  expect([handedOn().output, existsSync(inner.path), existsSync(outer.path)]).toEqual([outer.path, false, true])
  await outer[Symbol.asyncDispose]()
  expect([handedOn().output, existsSync(outer.path)]).toEqual([output, false])
})
