// A copy of the sources that may be broken: the working tree is never touched, and its packages are only looked at.
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cachePath } from '../harness/kit/cache.ts'
import type { Mutant } from './mutant.ts'

const root = join(import.meta.dirname, '..')
const copied = [
  'harness',
  'reports',
  'scenarios',
  'kernel',
  'docs',
  'package.json',
  'tsconfig.json',
  'tsconfig.build.json',
  'vitest.config.ts',
]

/** A copy, gone when it is disposed. */
export async function makeScratch(): Promise<Scratch> {
  const folder = await mkdtemp(join(tmpdir(), 'halfopen-mutants-'))
  for (const name of copied) await cp(join(root, name), join(folder, name), { recursive: true })
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'))
  await borrowCache(cacheIn(folder))
  return {
    folder,
    broken: async ({ file, from, to }) => {
      const whole = await readFile(join(folder, file), 'utf8')
      const times = whole.split(from).length - 1
      if (times !== 1) throw new Error(`Cannot make a mutant of ${file}: it has ${times} of "${from}", not one`)
      await writeFile(
        join(folder, file),
        whole.replace(from, () => to),
      )
      return { [Symbol.asyncDispose]: () => writeFile(join(folder, file), whole) }
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  }
}

/** `XDG_CACHE_HOME` of a copy: what V8 makes of a mutant's programs goes with it. */
export function cacheIn(folder: string): string {
  return join(folder, 'cache')
}

/** What has been built and downloaded already is only looked at. */
async function borrowCache(home: string): Promise<void> {
  const own = cachePath('.')
  await mkdir(join(home, 'halfopen'), { recursive: true })
  const names = await readdir(own).catch((): string[] => [])
  for (const name of names.filter(one => !/^box-program|\.(turn|part)/.test(one)))
    await symlink(join(own, name), join(home, 'halfopen', name))
}

/** Where mutants are made, one at a time. */
export interface Scratch extends AsyncDisposable {
  readonly folder: string
  /** Makes one; disposing makes it whole again. */
  readonly broken: (mutant: Mutant) => Promise<AsyncDisposable>
}
