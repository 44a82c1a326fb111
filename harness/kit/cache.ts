// Things that are made once and kept in the user's cache: built beside their place and moved into it whole, so that a killed process
// leaves nothing that looks finished.
import { mkdir, mkdtemp, readdir, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { basename, dirname, isAbsolute, join } from 'node:path'
import { every, sleep } from './clock.ts'
import { HalfopenError, messageOf } from './errors.ts'
import { mayExecute } from './on-path.ts'
import { shortageOf } from './shortage.ts'

/** `$XDG_CACHE_HOME/halfopen`, or `~/.cache/halfopen`. A relative path counts as none: XDG base directory specification. */
export function cachePath(name: string): string {
  const base = process.env.XDG_CACHE_HOME ?? ''
  return join(isAbsolute(base) ? base : join(homedir(), '.cache'), 'halfopen', name)
}

/**
 * Makes `place`, a directory, unless `ready` says that it is there. Of two at once, threads or processes, the later one waits for
 * the other, and builds itself if that fails. Rejects with what `build` throws, or E_CACHE where the cache cannot be written.
 */
export async function makeOnce(place: string, { ready, build }: Making): Promise<void> {
  if (await ready(place)) return
  await removeAbandoned(place)
  const part = await startPart(place)
  using _alive = every(touchEveryMs, () => void touch(part))
  try {
    while ((await firstAtWork(place)) !== basename(part)) {
      await sleep(askAgainMs)
      if (await ready(place)) return
    }
    if (await ready(place)) return
    await requireExecutable(part)
    await build(part)
    await moveIn(part, place, ready)
  } catch (thrown) {
    const short = thrown instanceof HalfopenError ? undefined : shortageOf(thrown)
    throw short ? unwritable(short.why, thrown, `${short.fix}, or set`) : thrown
  } finally {
    await rm(part, { recursive: true, force: true })
  }
}

const touchEveryMs = 1_000
const askAgainMs = 100
/** Who is at work touches its part; one that has not been touched for so long is nobody's. */
const abandonedAfterMs = 10_000

async function touch(part: string): Promise<void> {
  const now = new Date()
  await utimes(part, now, now).catch(() => {})
}

/** The part of whoever came first. Two that come in the same moment both go by the same order. */
async function firstAtWork(place: string): Promise<string | undefined> {
  const found = await Promise.all((await partsOf(place)).map(async name => ({ name, ...(await timesOf(place, name)) })))
  const nowMs = Math.max(...found.map(({ touchedMs }) => touchedMs)) // our own has just been
  const [first] = found
    .filter(({ touchedMs }) => nowMs - touchedMs < abandonedAfterMs)
    .sort((a, b) => a.bornMs - b.bornMs || a.name.localeCompare(b.name))
  return first?.name
}

async function timesOf(place: string, name: string): Promise<{ bornMs: number; touchedMs: number }> {
  const found = await stat(join(dirname(place), name)).catch(() => undefined)
  return { bornMs: found?.birthtimeMs ?? 0, touchedMs: found?.mtimeMs ?? 0 }
}

async function partsOf(place: string): Promise<string[]> {
  const names = await readdir(dirname(place)).catch(() => [])
  return names.filter(name => name.startsWith(`${basename(place)}.part-`))
}

/** How to make something, and how to know that it is whole. */
export interface Making {
  ready(place: string): Promise<boolean>
  build(part: string): Promise<void>
}

async function startPart(place: string): Promise<string> {
  try {
    await mkdir(dirname(place), { recursive: true })
    return await mkdtemp(`${place}.part-${process.pid}-`)
  } catch (cause) {
    throw unwritable(messageOf(cause), cause)
  }
}

function unwritable(why: string, cause: unknown, fix = 'Set'): HalfopenError {
  return new HalfopenError('E_CACHE', `Cannot write the cache: ${why}`, {
    fix: `${fix} XDG_CACHE_HOME to a directory that can be written`,
    cause,
  })
}

/** What is made here are programs: on a disk that lets none be executed they would be made again and again, and never be ready. */
async function requireExecutable(part: string): Promise<void> {
  const probe = join(part, 'probe')
  await writeFile(probe, '', { mode: 0o755 })
  const executable = mayExecute(probe)
  await rm(probe)
  if (executable) return
  throw new HalfopenError(
    'E_CACHE',
    `Cannot use the cache: its disk lets no program be executed (mounted noexec), got "${dirname(part)}"`,
    { fix: 'Set XDG_CACHE_HOME to a directory on another disk, or mount this one with exec' },
  )
}

/** A rename replaces nothing but an empty directory: what is in the way is another's finished work, or a wreck. */
async function moveIn(part: string, place: string, ready: Making['ready']): Promise<void> {
  try {
    await rename(part, place)
  } catch (thrown) {
    if (!isInTheWay(thrown)) throw thrown
    if (await ready(place)) return
    const wreck = await startPart(place)
    await rename(place, wreck)
    await rm(wreck, { recursive: true, force: true })
    await rename(part, place)
  }
}

function isInTheWay(thrown: unknown): boolean {
  return thrown instanceof Error && 'code' in thrown && (thrown.code === 'ENOTEMPTY' || thrown.code === 'EEXIST')
}

/** Parts of processes that are gone. */
async function removeAbandoned(place: string): Promise<void> {
  const prefix = `${basename(place)}.part-`
  const parts = await partsOf(place)
  const dead = parts.filter(name => !isAlive(Number.parseInt(name.slice(prefix.length), 10)))
  for (const name of dead) await rm(join(dirname(place), name), { recursive: true, force: true })
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (thrown) {
    return thrown instanceof Error && 'code' in thrown && thrown.code === 'EPERM'
  }
}
