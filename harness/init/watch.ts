// Both programs run as they are, healthy, without their server, and with one that comes back and is killed, so that it is seen what they say.
import { command } from '../define/command.ts'
import { parseScenario } from '../define/scenario.ts'
import { at, type StepSpec } from '../define/steps.ts'
import { runScenario } from '../execute/run-scenario.ts'
import { type None, noFault } from '../faults/none.ts'
import { type PowerOff, powerOff } from '../faults/power-off.ts'
import { type ProcessKill, processKill } from '../faults/process-kill.ts'
import { seconds } from '../kit/format-time.ts'
import type { Run } from '../model/report.ts'
import type { Ms } from '../model/units.ts'
import { planes } from '../planes/all.ts'
import type { Where } from './where.ts'

/** The two commands. */
export interface Commands {
  readonly server: string
  readonly client: string
}

type Tried = StepSpec<None | PowerOff<'server'> | ProcessKill<'server'>>

/** What was seen; or why it did not come about, with what to do. `other`: where time is virtual, and it came about. */
export type Watched = { readonly healthy: Run; readonly loss: Run; readonly other?: Run } | { readonly broken: string }

/** Watches both. Throws E_COMMAND for what is no command. Rejects on an interrupt only. */
export async function watch(
  commands: Commands,
  where: Where,
  { signal, onBegin }: { readonly signal: AbortSignal; readonly onBegin?: (what: string) => void },
): Promise<Watched> {
  const ran = async (faults: readonly Tried[], forMs: Ms) => {
    const run = await runScenario(scenarioOf(commands, faults, forMs, where), planes[where.plane], where.clock, signal)
    signal.throwIfAborted()
    return run
  }
  onBegin?.(`both programs, healthy (${seconds(where.healthyMs)} of ${where.clock} time)`)
  const healthy = await ran([at('0s', noFault())], where.healthyMs)
  const broken = whyBroken(healthy)
  if (broken !== undefined) return { broken }
  onBegin?.(`the client without its server (${seconds(where.lossMs)} of ${where.clock} time)`)
  const loss = await ran([at('0s', powerOff('server'))], where.lossMs)
  const brokenLater = whyBroken(loss)
  if (brokenLater !== undefined) return { broken: brokenLater }
  if (where.clock !== 'virtual') return { healthy, loss }
  onBegin?.(`the client with a server that comes back and is killed (${seconds(otherMs)} of virtual time)`)
  const other = await ran(backAndKilled, otherMs)
  // It only adds to what is known.
  return whyBroken(other) === undefined ? { healthy, loss, other } : { healthy, loss }
}

/** A client that waits between its attempts is back long before the kill. */
const backAndKilled: readonly Tried[] = [
  at('0s', powerOff('server', { backAfter: '20s' })),
  at('120s', processKill('server')),
]
const otherMs: Ms = 180_000

/** Traffic is seen without a word of theirs: by the client's kernel where packets are seen, or else on the way. */
function scenarioOf({ server, client }: Commands, faults: readonly Tried[], forMs: Ms, { plane, clock }: Where) {
  const by = planes[plane].boxed ? 'client-kernel' : 'wire'
  return parseScenario(
    `init/${faults.map(({ does }) => does.kind).join('-')}`,
    'both programs say what they say',
    {
      server: command(server),
      client: command(client),
      faults,
      planes: [plane],
      clock,
      control: false,
      bounds: { undetectedBy: by, for: `${forMs}ms`, since: 0 },
    },
    [plane],
  )
}

function whyBroken({ error, verdict }: Run): string | undefined {
  return error ?? (verdict.status === 'skip' ? verdict.reason : undefined)
}
