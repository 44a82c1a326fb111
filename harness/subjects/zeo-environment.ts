// Where the real ZEO lives: a Python virtual environment in the cache, made on first use from pinned versions. Nothing is
// installed into the system, and nothing is fetched once it is there.
import { access } from 'node:fs/promises'
import { join } from 'node:path'
import { cachePath, makeOnce } from '../kit/cache.ts'
import { within } from '../kit/clock.ts'
import { HalfopenError } from '../kit/errors.ts'
import type { Finding } from '../planes/plane.ts'
import { inPrograms } from './programs-folder.ts'
import { findPython, run } from './python.ts'

/** The version that scenarios run against: programs/zeo-requirements.txt pins it and all that it needs. */
const zeoVersion = '6.2'

/** Making it takes half a minute; on a slow line, longer. */
const makingMs = 300_000
const askingMs = 10_000

/** The environment's Python. It is there after `provisionZeo`. */
export function zeoPython(): string {
  return join(zeoHome(), 'bin', 'python')
}

/** Makes the environment unless it is there. Safe when several processes do it at once. Rejects with E_ZEO or E_CACHE and the fix. */
export async function provisionZeo(signal?: AbortSignal): Promise<void> {
  await within(
    `provision ZEO ${zeoVersion}`,
    makingMs,
    async limit => makeOnce(zeoHome(), { signal: limit, ready: isReady, build: part => build(part, limit) }),
    signal,
  )
}

/** What this machine has of it, for `doctor`. */
export async function probeZeo(): Promise<Finding> {
  const home = zeoHome()
  if (await isReady(home)) return { what: 'zeo', state: 'ready', detail: `ZEO ${zeoVersion} in ${home}` }
  const trouble = await within('ask python3 what it is', askingMs, findPython)
  if (typeof trouble === 'object') return { what: 'zeo', state: 'missing', ...trouble }
  const detail = `ZEO ${zeoVersion} is made on first use, in half a minute, from the Python package index`
  return { what: 'zeo', state: 'missing', detail, fix: byHand() }
}

function zeoHome(): string {
  return cachePath(`zeo-${zeoVersion}`)
}

/** Asks it rather than its files: after an upgrade of the system's Python they are all there and nothing works. */
async function isReady(home: string): Promise<boolean> {
  const python = join(home, 'bin', 'python')
  const there = await access(python).then(
    () => true,
    () => false,
  )
  const ask = async (signal: AbortSignal) => (await run(python, ['-c', 'import ZEO'], signal)).ok
  return there && (await within(`ask ${python} for ZEO`, askingMs, ask))
}

async function build(part: string, signal: AbortSignal): Promise<void> {
  const python = await findPython(signal)
  if (typeof python === 'object')
    throw new HalfopenError('E_ZEO', `Cannot provision ZEO ${zeoVersion}: ${python.detail}`, python)
  await step([python, '-m', 'venv', part], signal)
  const pip = [join(part, 'bin', 'python'), '-m', 'pip', 'install', '--quiet', '--no-input', '--timeout', '15']
  await step([...pip, '--retries', '2', '--no-deps', '--requirement', inPrograms('zeo-requirements.txt')], signal)
}

async function step([file = '', ...args]: readonly string[], signal: AbortSignal): Promise<void> {
  const { ok, said } = await run(file, args, signal)
  if (ok) return
  const reason = said.findLast(line => line.startsWith('ERROR')) ?? said.at(-1) ?? 'it said nothing'
  throw new HalfopenError('E_ZEO', `Cannot provision ZEO ${zeoVersion}: ${file} ${args.join(' ')} failed: ${reason}`, {
    fix: `Is there a way to a Python package index? PIP_INDEX_URL and PIP_FIND_LINKS name another. By hand: ${byHand()}`,
  })
}

function byHand(): string {
  const python = zeoPython()
  return `python3 -m venv ${zeoHome()} && ${python} -m pip install --no-deps -r ${inPrograms('zeo-requirements.txt')}`
}
