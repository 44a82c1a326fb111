// Method: folders as runs name them, of a process that has ended and of this one, of here and of elsewhere, young and old. Code that went by the name
// alone would take away what a live run owns; code that went by the number alone what a run in another namespace does.
import { mkdirSync, readdirSync, utimesSync } from 'node:fs'
import { mkdtempDisposable } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { execa } from 'execa'
import { expect, test } from 'vitest'
import { here, removeLeft } from './left-folders.ts'
import { makeRunFolder } from './run-folder.ts'

test('what runs that are over have left goes, and nothing that a run may still own', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'left-'))
  const dead = await ended()
  const elsewhere = here === '0000' ? '0001' : '0000'
  const yesterdays = (name: string) => {
    const path = join(folder.path, name)
    mkdirSync(path)
    utimesSync(path, 0, Date.now() / 1_000 - 25 * 3_600)
  }
  const left = [`halfopen-${pad(dead)}-${here}00000001`, `halfopen-${pad(dead)}-${here}00000002`]
  const kept = [
    `halfopen-${pad(process.pid)}-${here}00000001`,
    `halfopen-${pad(dead)}-${elsewhere}00000001`,
    `halfopen-${dead}-1-db`,
    `halfopen-${dead}`,
    'halfopen-kill-0000001',
    'notes',
  ]
  const old = [`halfopen-${pad(dead)}-${elsewhere}00000002`, `halfopen-${dead}-2-db`]
  for (const name of [...left, ...kept]) mkdirSync(join(folder.path, name))
  for (const name of [...old, `halfopen-${process.pid}-3-db`, 'halfopen-kill-old']) yesterdays(name)
  removeLeft(folder.path)
  const stays = [...kept, `halfopen-${process.pid}-3-db`, 'halfopen-kill-old']
  expect(readdirSync(folder.path).toSorted()).toEqual(stays.toSorted())
})

test('the folder of a run is named so, and where there is no temporary folder nothing is done', async () => {
  await using run = makeRunFolder()
  expect(basename(run.path)).toMatch(new RegExp(`^halfopen-${pad(process.pid)}-${here}[0-9a-z]{8}$`))
  expect(here).toMatch(/^[0-9a-z]{4}$/)
  expect(() => removeLeft('/no/such/folder')).not.toThrow()
})

async function ended(): Promise<number> {
  const child = execa('true')
  await child
  return child.pid ?? 0
}

function pad(pid: number): string {
  return String(pid).padStart(7, '0')
}
