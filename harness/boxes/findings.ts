// Whether boxes can be made here, and whether the kernel inside has what the packet plane needs, for `halfopen doctor`.
import { messageOf } from '../kit/errors.ts'
import { programPath } from '../kit/program-path.ts'
import type { Finding } from '../planes/plane.ts'
import { boxes } from './boxes.ts'
import { findEntrance } from './entrance.ts'
import { heldWords } from './guest/core-holders.ts'
import { usableCores } from './guest/cores.ts'
import { readArtifacts } from './guest/unpack.ts'
import { makeRunFolder } from './run-folder.ts'
import { sandbox } from './sandbox.ts'

/** One finding a box: ready, or blocked with the reason and its fix, or what the kernel lacks. */
export async function boxFindings(): Promise<readonly Finding[]> {
  return await Promise.all([guestFinding(), sandboxFinding()])
}

async function guestFinding(): Promise<Finding> {
  const what = 'virtual'
  const refusal = await boxes.virtual.refusal()
  if (refusal) return { what, state: 'blocked', detail: refusal.reason, fix: refusal.fix }
  const { kernel } = await readArtifacts()
  const cores = usableCores().length
  const held = heldWords()
  const detail = `Linux ${kernel} guest, unpacked in the cache; ${cores} cores, so ${cores} guests at a time${held === undefined ? '' : `; ${held}`}`
  return { what, state: 'ready', detail }
}

async function sandboxFinding(): Promise<Finding> {
  const what = 'sandbox'
  const entrance = await findEntrance()
  if ('reason' in entrance)
    return {
      what,
      state: 'blocked',
      detail: entrance.reason,
      fix: `${entrance.fix}; virtual time does the same without it`,
    }
  const missing = await askInside().catch((thrown: unknown) => [
    { feature: 'a working box', reason: messageOf(thrown) },
  ])
  if (missing.length === 0) return { what, state: 'ready', detail: `a network of its own by ${entrance.join(' ')}` }
  const detail = missing.map(({ feature, reason }) => `${feature}: ${reason}`).join('; ')
  return { what, state: 'missing', detail, fix: 'load or build the kernel modules that are named' }
}

async function askInside(): Promise<readonly { feature: string; reason: string }[]> {
  await using folder = makeRunFolder()
  const lines: string[] = []
  const args = [programPath('harness/boxes/features.program')]
  const never = new AbortController().signal
  await using box = await sandbox.start(
    { args, folder: folder.path, limitMs: 15_000, onLine: text => lines.push(text) },
    never,
  )
  await box.ended(never)
  return JSON.parse(lines.join(''))
}
