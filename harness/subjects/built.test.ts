// Method: the compiler is cp, or a shell that counts how often it ran.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { built } from './built.ts'

const never = new AbortController().signal

async function folderOf(text: string) {
  const folder = await mkdtemp(join(tmpdir(), 'halfopen-built-'))
  await writeFile(join(folder, 'x.src'), text)
  vi.stubEnv('XDG_CACHE_HOME', join(folder, 'cache'))
  const end = async () => {
    vi.unstubAllEnvs()
    await rm(folder, { recursive: true, force: true })
  }
  return { folder, file: join(folder, 'x.src'), [Symbol.asyncDispose]: end }
}

/** Says once more beside the file that it ran. */
const counting = (out: string) => ['sh', '-c', `echo >>ran; cp x.src "${out}"`] as const
const timesIn = async (folder: string) => (await readFile(join(folder, 'ran'), 'utf8')).length

test('what is built is there once, and again when its source is another', async () => {
  await using here = await folderOf('one')
  const first = built(here.file, counting)
  await Promise.all([first.prepare(never), first.prepare(never)])
  expect(await readFile(join(first.folder, 'x.src'), 'utf8')).toBe('one')
  expect(await timesIn(here.folder)).toBe(1)
  await writeFile(here.file, 'two')
  const second = built(here.file, counting)
  await second.prepare(never)
  expect(await readFile(join(second.folder, 'x.src'), 'utf8')).toBe('two')
  expect(await timesIn(here.folder)).toBe(2)
})

test('a compiler that refuses is told with its words, and leaves nothing that looks finished', async () => {
  await using here = await folderOf('one')
  const refuse = () => ['sh', '-c', 'echo x.src:1: no such type; exit 1'] as const
  const { prepare } = built(here.file, refuse)
  for (const _time of ['first', 'second'])
    await expect(prepare(never)).rejects.toThrow(/"sh" ended with exit code 1: x\.src:1: no such type\..*\[E_BUILD\]$/)
})

test('a file that is not there is refused where it is named', () => {
  expect(() => built('/nowhere/Reader.java', () => ['true'])).toThrow(
    /^Cannot compile \/nowhere\/Reader\.java: ENOENT.*\[E_BUILD\]$/,
  )
})
