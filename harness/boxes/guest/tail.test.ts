import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { patience } from '../../kit/fixtures/patience.ts'
import { until } from '../../kit/until.ts'
import { followFile } from './tail.ts'

test('hands out each line once, as soon as it is whole, and a character that came in two parts as one', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'halfopen-tail-'))
  const lines: string[] = []
  try {
    writeFileSync(join(folder, 'out'), 'first\nsec')
    const following = followFile(folder, 'out', text => lines.push(text))
    await until('see the first line', () => lines.length === 1 || undefined, patience)
    appendFileSync(join(folder, 'out'), Buffer.from('ond \xc3', 'latin1'))
    appendFileSync(join(folder, 'out'), Buffer.from('\xa9\nlast', 'latin1'))
    await following[Symbol.asyncDispose]()
    await following[Symbol.asyncDispose]()
    expect(lines).toEqual(['first', 'second é', 'last'])
  } finally {
    rmSync(folder, { recursive: true })
  }
})
