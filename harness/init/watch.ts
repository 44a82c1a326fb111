// Both programs run as they are, once healthy and once without their server, so that it is seen what they say: nothing is known of them yet.
import { command } from '../define/command.ts'
import { parseScenario } from '../define/scenario.ts'
import { runScenario } from '../execute/run-scenario.ts'
import { type None, noFault } from '../faults/none.ts'
import { type PowerOff, powerOff } from '../faults/power-off.ts'
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

type Tried = None | PowerOff<'server'>

/** What was seen; or why it did not come about, with what to do. */
export type Watched = { readonly healthy: Run; readonly loss: Run } | { readonly broken: string }

/** Watches both. Throws E_COMMAND for what is no command. Rejects on an interrupt only. */
export async function watch(
  commands: Commands,
  where: Where,
  { signal, onBegin }: { readonly signal: AbortSignal; readonly onBegin?: (what: string) => void },
): Promise<Watched> {
  const ran = async (fault: Tried, forMs: Ms) => {
    const run = await runScenario(scenarioOf(commands, fault, forMs, where), planes[where.plane], where.clock, signal)
    signal.throwIfAborted()
    return run
  }
  onBegin?.(`both programs, healthy (${seconds(where.healthyMs)} of ${where.clock} time)`)
  const healthy = await ran(noFault(), where.healthyMs)
  const broken = whyBroken(healthy)
  if (broken !== undefined) return { broken }
  onBegin?.(`the client without its server (${seconds(where.lossMs)} of ${where.clock} time)`)
  const loss = await ran(powerOff('server'), where.lossMs)
  const brokenLater = whyBroken(loss)
  return brokenLater === undefined ? { healthy, loss } : { broken: brokenLater }
}

/** Traffic is seen without a word of theirs: by the client's kernel where packets are seen, or else on the way. */
function scenarioOf({ server, client }: Commands, fault: Tried, forMs: Ms, { plane, clock }: Where) {
  const by = planes[plane].boxed ? 'client-kernel' : 'wire'
  return parseScenario(
    `init/${fault.kind}`,
    'both programs say what they say',
    {
      server: command(server),
      client: command(client),
      fault,
      planes: [plane],
      clock,
      control: false,
      bounds: { undetectedBy: by, for: `${forMs}ms` },
    },
    [plane],
  )
}

function whyBroken({ error, verdict }: Run): string | undefined {
  return error ?? (verdict.status === 'skip' ? verdict.reason : undefined)
}
