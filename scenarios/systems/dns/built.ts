// Clients that have to be compiled first: once, on the machine itself, into the cache.
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const programs = `${import.meta.dirname}/programs`
const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'halfopen')

/** Where what is built from a file lies, and how to build it. Of two at once the later one throws its own away. */
export function built(source: string, compiler: (out: string) => readonly [string, ...string[]]) {
  const text = readFileSync(join(programs, source))
  const place = join(cache, `dns-${source}-${createHash('sha256').update(text).digest('hex').slice(0, 12)}`)
  const prepare = async () => {
    if (existsSync(place)) return
    mkdirSync(cache, { recursive: true })
    const part = mkdtempSync(`${place}.`)
    const [file, ...args] = compiler(part)
    await promisify(execFile)(file, args, { cwd: programs, env: { ...process.env, CGO_ENABLED: '0' } })
    try {
      renameSync(part, place)
    } catch {
      rmSync(part, { recursive: true, force: true })
    }
  }
  return { place, prepare }
}
