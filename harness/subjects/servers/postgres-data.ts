// A database cluster as initdb leaves it, made once: in a guest it would take two seconds of computing each time.
import { cpSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cachePath, makeOnce } from '../../kit/cache.ts'
import { within } from '../../kit/clock.ts'
import { HalfopenError } from '../../kit/errors.ts'
import { runOnce } from '../../kit/run-once.ts'
import { giveTo } from '../../kit/users.ts'
import type { Built } from '../built.ts'
import { digestOf } from '../folder-digest.ts'

/** By this initdb, for the superuser `app`. `prepare` rejects with E_BUILD and its words, or E_CACHE. */
export function postgresData(initdb: string): Built {
  const args = ['-A', 'trust', '-U', 'app', '--wal-segsize=1', '--no-sync']
  const { size = 0, mtimeMs = 0 } = statSync(initdb, { throwIfNoEntry: false }) ?? {}
  const folder = cachePath(`postgres-data-${digestOf(JSON.stringify([initdb, size, mtimeMs, args]))}`)
  const build = async (part: string, signal: AbortSignal) => {
    // Its user may not enter a cache in root's home, and it makes nothing for root.
    const made = mkdtempSync(join(tmpdir(), 'halfopen-initdb-'))
    try {
      giveTo(user, made)
      const data = join(made, 'data')
      const spec = { file: initdb, args: ['-D', data, ...args], user, cwd: '/' }
      const { ended, lines } = await runOnce(spec, { withinMs: makingMs, signal })
      if (ended !== 'well')
        throw new HalfopenError('E_BUILD', `Cannot make a database: initdb ${ended}: ${lines.slice(-5).join(' / ')}`)
      cpSync(data, part, { recursive: true })
    } finally {
      rmSync(made, { recursive: true, force: true })
    }
  }
  const make = async (signal: AbortSignal) => makeOnce(folder, { build: part => build(part, signal) })
  return { folder, prepare: async signal => within('make a database', makingMs, make, signal) }
}

const user = 'postgres'
const makingMs = 120_000
