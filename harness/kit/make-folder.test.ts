import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makeFolder } from './make-folder.ts'

test('makes what is missing, with its mode, and leaves alone what is there', () => {
  using place = emptyFolder()
  makeFolder(join(place.path, 'a/b/c'), { mode: 0o700 })
  makeFolder(join(place.path, 'a/b'))
  expect(statSync(join(place.path, 'a/b')).mode & 0o777).toBe(0o700)
  expect(existsSync(join(place.path, 'a/b/c'))).toBe(true)
})

test.runIf(process.platform === 'linux')('ends with a sentence where no folder can be made', () => {
  expect(() => makeFolder('/proc/nothing/here')).toThrow(/^no folder can be made in \/proc$/)
  expect(() => makeFolder('/proc/nothing')).toThrow(/^no folder can be made in \/proc$/)
})

test('makes none where a file is, or below one', () => {
  using place = emptyFolder()
  const file = join(place.path, 'file')
  writeFileSync(file, '')
  expect(() => makeFolder(file)).toThrow(/EEXIST/)
  expect(() => makeFolder(join(file, 'x'))).toThrow(/ENOTDIR/)
})

function emptyFolder(): Disposable & { readonly path: string } {
  const path = mkdtempSync(join(tmpdir(), 'halfopen-folder-'))
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true }) }
}
