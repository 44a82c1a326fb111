// Whether a guest can run here, found out by running one; and where it cannot, why and what mends it.
import { tmpdir } from 'node:os'
import { HalfopenError, messageOf } from '../../kit/errors.ts'
import { shortageOf } from '../../kit/shortage.ts'
import { handedOn, handOn } from '../../runtime/handed-on.ts'
import type { BoxKind, Refusal } from '../box.ts'
import { makeRunFolder } from '../run-folder.ts'

let found: Promise<Refusal | undefined> | undefined

/** Tries once, with a Node that says its version. `halfopen run` hands its answer on to its workers. */
export function guestRefusal(start: BoxKind['start']): Promise<Refusal | undefined> {
  const { guest } = handedOn()
  found ??= guest === undefined ? tryOne(start) : Promise.resolve(guest === 'ready' ? undefined : guest)
  return found
}

/** What the workers need not find out again. */
export function tellWorkers(refusal: Refusal | undefined): void {
  handOn({ guest: refusal ?? 'ready' })
}

async function tryOne(start: BoxKind['start']): Promise<Refusal | undefined> {
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
    const never = new AbortController().signal
    await using box = await start(
      { args: ['--version'], folder: folder.path, limitMs: 60_000, onLine: text => words.push(text) },
      never,
    )
    await box.ended(never)
    return words.includes(process.version)
      ? undefined
      : { reason: `Node does not run in it: ${words.slice(-3).join(' / ')}`, fix: otherwise }
  } catch (thrown) {
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
