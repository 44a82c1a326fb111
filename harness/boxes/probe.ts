// Whether a box can be made here, and whether the kernel inside it has what the packet plane needs, for `halfopen doctor`.
import { within } from '../kit/clock.ts'
import { messageOf } from '../kit/errors.ts'
import { programPath } from '../kit/program-path.ts'
import type { Finding } from '../planes/plane.ts'
import { findEntrance } from './entrance.ts'
import { makeRunFolder } from './run-folder.ts'
import { startInSandbox } from './sandbox.ts'

const what = 'sandbox'

/** One finding: ready, blocked with the reason and its fix, or what the kernel lacks. */
export async function probeSandbox(): Promise<Finding> {
  const entrance = await findEntrance()
  if ('reason' in entrance) return { what, state: 'blocked', detail: entrance.reason, fix: entrance.fix }
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
  await using box = await startInSandbox([programPath(import.meta, 'features.program')], folder.path, text =>
    lines.push(text),
  )
  await within('ask the kernel inside a sandbox', 15_000, async () => box.exited)
  return JSON.parse(lines.join(''))
}
