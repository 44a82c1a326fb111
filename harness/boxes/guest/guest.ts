// A box with a kernel of its own, in which time jumps while everything waits: hours of timers in seconds, as an ordinary user.
import { setPriority } from 'node:os'
import { abortable, type Clock, deadline, startClock } from '../../kit/clock.ts'
import { HalfopenError, messageOf } from '../../kit/errors.ts'
import { keepLast } from '../../kit/line-buffer.ts'
import { type Child, startProcess } from '../../kit/process.ts'
import type { Environment } from '../../model/environment.ts'
import type { Ms } from '../../model/units.ts'
import type { Box, BoxKind, Ended, Order } from '../box.ts'
import { environmentIn } from '../users-environment.ts'
import { unseeded, whyItDied } from './console.ts'
import { waitForCore } from './core-wait.ts'
import type { Core } from './cores.ts'
import { requireFileSize } from './file-size.ts'
import { MemoryWatch } from './no-memory.ts'
import { guestEnv, kernelArgs, memoryOf, writeCommand } from './orders.ts'
import { guestRefusal } from './refusal.ts'
import { type Beginning, beginningOf } from './seeded.ts'
import { readStatus, type Status } from './status.ts'
import { followFile } from './tail.ts'
import { unpackKernel } from './unpack.ts'
import { unsupported } from './unsupported.ts'

/** A User-Mode Linux kernel in time-travel mode: kernel/README.md. */
export const guest: BoxKind = {
  name: 'guest',
  clock: 'virtual',
  refusal: (signal = new AbortController().signal) => guestRefusal(start, signal),
  unsupported,
  start,
}

/** In time of the host. A guest that takes longer hangs: hours of its own time take seconds. */
export const hangsAfterMs: Ms = 180_000

/** Waits for a core of its own, then boots. Rejects with E_CACHE, E_CORE_HELD, E_KERNEL, E_SHORTAGE or E_START. */
async function start(order: Order, signal: AbortSignal): Promise<Box> {
  const { folder, onLine, hostLimitMs = hangsAfterMs } = order
  requireFileSize(memoryOf(order))
  const kernel = await abortable(signal, unpackKernel())
  const beginning = beginningOf(order)
  writeCommand(kernel, order)
  const core = await waitForCore(signal)
  const clock = startClock()
  const said: string[] = []
  const memory = new MemoryWatch(order)
  try {
    const child = await startProcess({
      file: kernel.linux,
      args: kernelArgs(kernel, order, beginning, core.number),
      cwd: folder,
      env: guestEnv,
      onLine: (stream, text) => {
        if (stream !== 'stderr') return
        keepLast(said, text)
        memory.hear(text)
      },
    })
    makeWay(child.pid)
    return new Guest(child, {
      core,
      clock,
      folder,
      hostLimitMs,
      said,
      order,
      beginning,
      environment: environmentIn({ ...process.env, ...order.env }),
      memory,
      output: ['stdout', 'stderr'].map(name => followFile(folder, name, onLine)),
    })
  } catch (thrown) {
    core[Symbol.dispose]()
    throw thrown
  }
}

/** What runs in real time beside it must not have to wait for it. */
function makeWay(pid: number): void {
  try {
    setPriority(pid, 10)
  } catch {
    // It has ended already, which its exit tells.
  }
}

interface Belongings {
  readonly core: Core
  readonly clock: Clock
  readonly folder: string
  readonly hostLimitMs: Ms
  /** What its kernel said, on the console. */
  readonly said: readonly string[]
  readonly order: Order
  readonly beginning: Beginning
  readonly environment: Environment
  /** Whether a program was killed because it had no memory left. */
  readonly memory: MemoryWatch
  /** What its programs said. */
  readonly output: readonly AsyncDisposable[]
}

class Guest implements Box {
  readonly #child: Child
  readonly #its: Belongings

  constructor(child: Child, its: Belongings) {
    this.#child = child
    this.#its = its
  }

  async ended(signal: AbortSignal): Promise<Ended> {
    const { clock, core, folder, said, output, order, memory } = this.#its
    await this.#died(signal)
    const wallMs = clock.nowMs()
    // The next one boots while this one's record is read.
    core[Symbol.dispose]()
    for (const stream of output) await stream[Symbol.asyncDispose]()
    const { memoryMb } = order
    return {
      ...judge(await readStatus(folder), said),
      startedAt: clock.startedAt,
      wallMs,
      ...this.#its.beginning,
      environment: this.#its.environment,
      ...(memoryMb === undefined ? {} : { memoryMb: memoryOf(order) }),
      ...(memory.error && { error: memory.error.message }),
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const { core, output, memory } = this.#its
    memory[Symbol.dispose]()
    try {
      await this.#child[Symbol.asyncDispose]()
      for (const stream of output) await stream[Symbol.asyncDispose]()
    } finally {
      core[Symbol.dispose]()
    }
  }

  async #died(signal: AbortSignal): Promise<void> {
    const { memory, hostLimitMs } = this.#its
    using limit = deadline('run in a guest', hostLimitMs, AbortSignal.any([signal, memory.signal]))
    await abortable(limit.signal, this.#child.heard).catch((thrown: unknown) => {
      signal.throwIfAborted()
      if (memory.error) throw memory.error
      throw new HalfopenError(
        'E_GUEST_HANGS',
        `Cannot bring a record out of the guest: ${messageOf(thrown)}${lastWords(this.#its.said)}`,
        {
          fix: 'A program in it waits in an endless loop, or an endless loop runs inside its kernel: run the scenario with --clock real',
          cause: thrown,
        },
      )
    })
  }
}

/** Throws E_GUEST where the guest itself broke; what its programs did, they tell themselves. */
function judge(status: Status | undefined, said: readonly string[]): Ended {
  if (!status) {
    const { reason, fix } = whyItDied(said)
    throw new HalfopenError('E_GUEST', `Cannot run in a guest: ${reason}${lastWords(said)}`, { fix })
  }
  if (status.end === 'limit')
    throw new HalfopenError(
      'E_GUEST',
      `Cannot bring a record out of the guest: it went on past its limit of virtual time`,
    )
  if (status.end === 'init')
    throw new HalfopenError('E_GUEST', `Cannot start a guest: its first process failed${lastWords(said)}`)
  const reasons = [...spun(status), ...unseeded(said)]
  return reasons.length === 0 ? {} : { notRepeatable: reasons.join('; ') }
}

function spun({ spinNs }: Status): readonly string[] {
  if (spinNs === 0) return []
  return [`a program computed without a pause, so that time moved by ${Math.round(spinNs / 1e6)} ms while it ran`]
}

function lastWords(said: readonly string[]): string {
  return said.length > 0 ? `; its last words: ${said.slice(-5).join(' / ')}` : ''
}
