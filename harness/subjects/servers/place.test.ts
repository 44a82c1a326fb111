// Method: programs that are scripts of the test's own, in folders that are on the PATH or not.
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { placeOf } from './place.ts'

test('a server is the first that is there, by its name on the PATH or by a path', () => {
  const { path, place } = folders('path', 'debian')
  const debian = join(place('debian'), 'serverd')
  expect(placeOf('serverd', debian)).toBe('serverd')
  put(debian)
  expect(placeOf('serverd', debian)).toBe(debian)
  put(join(path, 'serverd'))
  expect(placeOf('serverd', debian)).toBe(join(path, 'serverd'))
  expect(placeOf(debian, 'serverd')).toBe(debian)
})

test('one that is linked to is taken from where it really lies', () => {
  const { path, place } = folders('path', 'cellar')
  const real = join(place('cellar'), 'serverd')
  put(real)
  symlinkSync(real, join(path, 'serverd'))
  expect(placeOf('serverd')).toBe(real)
})

function folders(...names: readonly string[]) {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'halfopen-place-')))
  onTestFinished(() => rmSync(root, { recursive: true }))
  const place = (name: string) => join(root, name)
  for (const name of names) mkdirSync(place(name))
  vi.stubEnv('PATH', place('path'))
  onTestFinished(() => void vi.unstubAllEnvs())
  return { path: place('path'), place }
}

function put(file: string): void {
  writeFileSync(file, '#!/bin/sh\n')
  chmodSync(file, 0o755)
}
