import { mkdtempDisposable, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Measurement } from '../model/comparison.ts'
import { openLedger } from './ledger.ts'

const one: Measurement = {
  settings: {},
  fault: { kind: 'power-off', host: 'server' },
  phase: 0,
  offsetMs: 1_000,
  found: { kind: 'censored', watchedMs: 1 },
  networkMs: 1,
  wallMs: 1,
}

test('what was added is there when the same is asked again, and not when anything else is', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'ledger-'))
  const first = await openLedger(folder.path, { phases: 8 })
  expect(first.measurements).toEqual([])
  await first.add(one)
  await first.add({ ...one, phase: 1 })
  expect((await openLedger(folder.path, { phases: 8 })).measurements).toEqual([one, { ...one, phase: 1 }])
  expect((await openLedger(folder.path, { phases: 9 })).measurements).toEqual([])
})

test('a last line that was cut short is dropped, and what is added next stands on a line of its own', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'ledger-'))
  const { file } = await openLedger(folder.path, 'x')
  await writeFile(file, `${JSON.stringify(one)}\n{"settings":{},"fau`)
  const again = await openLedger(folder.path, 'x')
  expect(again.measurements).toEqual([one])
  await again.add({ ...one, phase: 2 })
  expect(await readFile(file, 'utf8')).toBe(`${JSON.stringify(one)}\n${JSON.stringify({ ...one, phase: 2 })}\n`)
})

test('a whole line that is no measurement is an error that names it: figures are not guessed', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'ledger-'))
  const { file } = await openLedger(folder.path, 'x')
  await writeFile(file, `${JSON.stringify(one)}\nnonsense\n`)
  await expect(openLedger(folder.path, 'x')).rejects.toThrow(
    `Cannot go on with a campaign: line 2 is no measurement, got "${file}". Remove the file to measure again [E_LEDGER]`,
  )
})

test('a folder that cannot be made is an error that names the option', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'ledger-'))
  await writeFile(join(folder.path, 'file'), '')
  await expect(openLedger(join(folder.path, 'file', 'below'), 'x')).rejects.toThrow(
    'Choose another folder with --output [E_LEDGER]',
  )
})
