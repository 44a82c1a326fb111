// Whether a guest can run here, found out by running one; and where it cannot, why and what mends it.
import { tmpdir } from 'node:os'
import { HalfopenError, messageOf } from '../../kit/errors.ts'
import { Shared } from '../../kit/shared.ts'
import { shortageOf } from '../../kit/shortage.ts'
import { handedOn, handOn } from '../../runtime/handed-on.ts'
import type { BoxKind, Refusal } from '../box.ts'
import { makeRunFolder } from '../run-folder.ts'

let found: Shared<Refusal | undefined> | undefined

/** Tries once, with a Node that says its version. `halfopen run` hands its answer on to its workers. */
export async function guestRefusal(start: BoxKind['start'], signal: AbortSignal): Promise<Refusal | undefined> {
  const { guest } = handedOn()
  if (guest !== undefined) return guest === 'ready' ? undefined : guest
  found ??= new Shared(until => tryOne(start, until))
  return await found.wait(signal)
}

/** What the workers need not find out again. */
export function tellWorkers(refusal: Refusal | undefined): void {
  handOn({ guest: refusal ?? 'ready' })
}

async function tryOne(start: BoxKind['start'], signal: AbortSignal): Promise<Refusal | undefined> {
  const { platform, arch } = process
  if (platform !== 'linux' || arch !== 'x64')
    return { reason: `the guest kernel is for Linux on x86-64, and this is ${platform} on ${arch}`, fix: otherwise }
  try {
    await using folder = makeRunFolder()
    if (/\s|^\/(dev|proc|sys)\//.test(folder.path))
      return {
        reason: `the temporary folder cannot be used, got "${folder.path}"`,
        fix: 'Set TMPDIR to a folder without a blank in its path, not below /dev, /proc or /sys',
      }
    const words: string[] = []
    await using box = await start(
      { args: ['--version'], folder: folder.path, limitMs: 60_000, onLine: text => words.push(text) },
      signal,
    )
    await box.ended(signal)
    return words.includes(process.version)
      ? undefined
      : { reason: `Node does not run in it: ${words.slice(-3).join(' / ')}`, fix: otherwise }
  } catch (thrown) {
    signal.throwIfAborted()
    return asRefusal(thrown)
  }
}

function asRefusal(thrown: unknown): Refusal {
  const ofCache = thrown instanceof HalfopenError && thrown.code === 'E_CACHE'
  const short = ofCache ? undefined : shortageOf(thrown)
  if (short?.ofDisk)
    return { reason: `${short.why}, below ${tmpdir()}`, fix: `${short.fix}, or point TMPDIR at another disk` }
  const { problem = messageOf(thrown), fix = otherwise } = thrown instanceof HalfopenError ? thrown : {}
  return { reason: problem.replace(/^Cannot [^:]+: /, ''), fix }
}

const otherwise = 'Use --clock real'
