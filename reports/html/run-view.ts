// A run as the page draws it when somebody opens it.
import type { Run, Tool } from '../../harness/model/report.ts'
import { againOf } from './again.ts'
import { boundRows, factsOf, findingsOf } from './findings.ts'
import { logOf } from './log-view.ts'
import { socketsOf } from './sockets.ts'
import { timelineOf } from './timeline-view.ts'
import type { RunView } from './view.ts'

/** `id`: its anchor. */
export function runView(run: Run, id: string, tool: Tool): RunView {
  const { scenario, claim, verdict, plane, clock } = run
  const timeline = timelineOf(run)
  return {
    id,
    scenario,
    claim,
    status: verdict.status,
    where: `${plane}, ${clock} time`,
    findings: findingsOf(run),
    ...(verdict.status === 'skip'
      ? {}
      : {
          details: {
            ...(timeline ? { timeline } : {}),
            log: logOf(run),
            sockets: socketsOf(run),
            bounds: boundRows(run),
            facts: factsOf(run),
            again: againOf(run, tool),
          },
        }),
  }
}
