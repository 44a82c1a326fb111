// Things that are made once and kept in the user's cache: built beside their place and moved into it whole, so that two processes
// may do it at once and a killed one leaves nothing that looks finished.
import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises'
import { homedir } from 'node:os'
import { basename, dirname, isAbsolute, join } from 'node:path'
import { HalfopenError, messageOf } from './errors.ts'

/** `$XDG_CACHE_HOME/halfopen`, or `~/.cache/halfopen`. A relative path counts as none: XDG base directory specification. */
export function cachePath(name: string): string {
  const base = process.env.XDG_CACHE_HOME ?? ''
  return join(isAbsolute(base) ? base : join(homedir(), '.cache'), 'halfopen', name)
}

/**
 * Makes `place`, a directory, unless `ready` says that it is there. Two at once both build, and the later one throws its own
 * away. Rejects with what `build` throws, or E_CACHE where the cache cannot be written.
 */
export async function makeOnce(place: string, { ready, build }: Making): Promise<void> {
  if (await ready(place)) return
  await removeAbandoned(place)
  const part = await startPart(place)
  try {
    await build(part)
    await moveIn(part, place, ready)
  } finally {
    await rm(part, { recursive: true, force: true })
  }
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
    throw new HalfopenError('E_CACHE', `Cannot write the cache: ${messageOf(cause)}`, {
      fix: 'Set XDG_CACHE_HOME to a directory that can be written',
      cause,
    })
  }
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
  const parts = await readdir(dirname(place)).catch(() => [])
  const dead = parts.filter(name => name.startsWith(prefix) && !isAlive(Number.parseInt(name.slice(prefix.length), 10)))
  for (const name of dead) await rm(join(dirname(place), name), { recursive: true, force: true })
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (thrown) {
    return thrown instanceof Error && 'code' in thrown && thrown.code === 'EPERM'
  }
}
