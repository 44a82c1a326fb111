// A box of namespaces on the real clock: a network, a mount table and processes of its own, ended by the kernel with its first process.
import { abortable, deadline, sleep } from '../kit/clock.ts'
import { type Child, startProcess } from '../kit/process.ts'
import type { Ms } from '../model/units.ts'
import { folderVariable } from '../planes/plane.ts'
import { boxVariable } from '../runtime/where.ts'
import type { Box, BoxKind, Order } from './box.ts'
import { enclosed, memoryFolder } from './enclosure.ts'
import { findEntrance, requireEntrance } from './entrance.ts'
import { environmentIn } from './users-environment.ts'

/** Made by `unshare`, as root or in a user namespace; see entrance.ts for what refuses it. */
export const sandbox: BoxKind = {
  name: 'sandbox',
  clock: 'real',
  refusal: async (signal = new AbortController().signal) => {
    const entrance = await abortable(signal, findEntrance())
    return 'reason' in entrance ? entrance : undefined
  },
  unsupported: () => undefined,
  start,
}

/** Rejects with E_SANDBOX where none can be made. */
async function start({ args, folder, limitMs, onLine, env = {} }: Order, signal: AbortSignal): Promise<Box> {
  const [file, ...entrance] = await abortable(signal, requireEntrance())
  const environment = environmentIn({ ...process.env, ...env })
  const child = await startProcess({
    file,
    args: [...entrance, ...enclosed([process.execPath, ...args], folder)],
    env: { ...env, TMPDIR: memoryFolder, [boxVariable]: sandbox.name, [folderVariable]: folder },
    tether: true,
    onLine: (_stream, text) => onLine(text),
  })
  return {
    ended: async signal => {
      await ended(child, limitMs, signal)
      return { environment }
    },
    [Symbol.asyncDispose]: () => child[Symbol.asyncDispose](),
  }
}

/** How long it may take to write its records down once it is told to stop. */
const stopMs = 4_000

async function ended(child: Child, limitMs: Ms, signal: AbortSignal): Promise<void> {
  using limit = deadline('run in a sandbox', limitMs, signal)
  await abortable(limit.signal, child.heard).catch(async () => {
    child.untether()
    await Promise.race([child.heard, sleep(stopMs)])
  })
}
