// Things that are made once and kept in the user's cache: built beside their place and moved into it whole, so that a killed process
// leaves nothing that looks finished.
import { mkdtemp, readdir, readlink, rename, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises'
import { homedir, userInfo } from 'node:os'
import { basename, dirname, isAbsolute, join } from 'node:path'
import { every, sleep } from './clock.ts'
import { removeDisused } from './disused.ts'
import { HalfopenError } from './errors.ts'
import { isAlive } from './is-alive.ts'
import { makeFolder } from './make-folder.ts'
import { mayExecute } from './on-path.ts'
import { shortageOf, shortOr } from './shortage.ts'

/** `$XDG_CACHE_HOME/halfopen`, or `~/.cache/halfopen`. A relative path counts as none, of a HOME as well: XDG base directory specification. */
export function cachePath(name: string): string {
  const base = process.env.XDG_CACHE_HOME ?? ''
  return join(isAbsolute(base) ? base : join(home(), '.cache'), 'halfopen', name)
}

/** In the cache: what Node has made of modules, by Node's version. It is not made by `makeOnce`. */
export const compileCache = 'compile-cache'

/** What the system knows of this user, where HOME is none. */
function home(): string {
  return isAbsolute(homedir()) ? homedir() : userInfo().homedir
}

/**
 * Makes `place`, a directory, unless `ready` says that it is there: then it counts as used. Who makes something in the cache takes away what was not for a
 * month. Of two at once, threads or processes, the later one waits for
 * the other, and builds itself if that fails. Rejects with what `build` throws, or E_CACHE where the cache cannot be written.
 */
export async function makeOnce(place: string, { ready = isThere, build, signal }: Making): Promise<void> {
  if (await ready(place)) return await touch(place)
  await removeAbandoned(place)
  const part = await startPart(place)
  using _alive = every(touchEveryMs, () => void touch(part))
  try {
    while (!(await takeTurn(place, part))) {
      await sleep(askAgainMs, signal)
      if (await ready(place)) return
    }
    if (await ready(place)) return
    await requireExecutable(part)
    await build(part)
    await moveIn(part, place, ready)
    if (dirname(place) === cachePath('.')) await removeDisused(dirname(place), place, [compileCache])
  } catch (thrown) {
    throw !(thrown instanceof HalfopenError) && shortageOf(thrown) ? unwritable(thrown) : thrown
  } finally {
    if ((await holderOf(place)) === part) await rm(turnOf(place), { force: true })
    await rm(part, { recursive: true, force: true })
  }
}

const touchEveryMs = 1_000
const askAgainMs = 100
/** Who is at work touches its part; one that has not been touched for so long is nobody's. */
const abandonedAfterMs = 10_000

async function touch(place: string): Promise<void> {
  const now = new Date()
  await utimes(place, now, now).catch(() => {})
}

/**
 * Whether it is this part's turn. A name that is there cannot be made again, whoever looks when: times of birth decide nothing, of which two can be
 * the same. A turn that somebody left at his end is taken away; two that do so at once may both build, of whom the first moves in.
 */
async function takeTurn(place: string, part: string): Promise<boolean> {
  try {
    await symlink(basename(part), turnOf(place))
    return true
  } catch (thrown) {
    if (!isInTheWay(thrown)) throw unwritable(thrown)
    const holder = await holderOf(place)
    if (holder !== undefined && (await isAbandoned(holder, part))) await rm(turnOf(place), { force: true })
    return false
  }
}

function turnOf(place: string): string {
  return `${place}.turn`
}

/** The part of whoever builds now. */
async function holderOf(place: string): Promise<string | undefined> {
  const name = await readlink(turnOf(place)).catch(() => undefined)
  return name === undefined ? undefined : join(dirname(place), name)
}

/** By the clock of the file system: our own part has just been touched. */
async function isAbandoned(holder: string, part: string): Promise<boolean> {
  const [its, own] = await Promise.all([holder, part].map(path => stat(path).catch(() => undefined)))
  return its === undefined || (own !== undefined && own.mtimeMs - its.mtimeMs > abandonedAfterMs)
}

async function partsOf(place: string): Promise<string[]> {
  const names = await readdir(dirname(place)).catch(() => [])
  return names.filter(name => name.startsWith(`${basename(place)}.part-`))
}

/** How to make something, and how to know that it is whole. */
export interface Making {
  /** @default something lies there */
  ready?(place: string): Promise<boolean>
  build(part: string): Promise<void>
  /** Ends the wait for another who builds it. */
  readonly signal?: AbortSignal
}

async function startPart(place: string): Promise<string> {
  try {
    makeFolder(dirname(place))
    return await mkdtemp(`${place}.part-${process.pid}-`)
  } catch (cause) {
    throw unwritable(cause)
  }
}

function unwritable(cause: unknown): HalfopenError {
  const { why, fix } = shortOr(cause, 'Set XDG_CACHE_HOME to a directory that can be written')
  return new HalfopenError('E_CACHE', `Cannot write the cache: ${why}`, { fix, cause })
}

async function isThere(place: string): Promise<boolean> {
  return await stat(place).then(
    () => true,
    () => false,
  )
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
async function moveIn(part: string, place: string, ready: Required<Making>['ready']): Promise<void> {
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
