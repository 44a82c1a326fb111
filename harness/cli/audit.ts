// `halfopen audit`: a running program's connections, how long each would take to notice a dead peer, and what to set.

import { release } from 'node:os'
import { nothingText } from '../audit/footer.ts'
import { descendantsOf } from '../audit/process.ts'
import { type ReadProcesses, readProcesses } from '../audit/read-processes.ts'
import { type AuditReport, auditReport } from '../audit/report.ts'
import { renderAudit } from '../audit/table.ts'
import { HalfopenError } from '../kit/errors.ts'
import { jsonText } from '../kit/json-text.ts'
import { terminalOf } from '../kit/terminal.ts'
import type { Kernel } from '../model/kernel.ts'
import { tickRate } from '../netlink/tick-rate.ts'
import { type AuditArguments, parseAuditArguments } from './audit-arguments.ts'
import { ExitCode } from './exit-code.ts'

/**
 * Prints the audit. Exit code 1 where a connection falls outside `--within`, 2 where that cannot be told or a process ended
 * meanwhile, 3 where there is no connection. Throws E_USAGE, E_DURATION, E_NOT_LINUX, E_NO_PROCESS, E_PERMISSION.
 */
export async function audit(args: readonly string[]): Promise<number> {
  const given = parseAuditArguments(args)
  if (process.platform !== 'linux') {
    throw new HalfopenError(
      'E_NOT_LINUX',
      `Cannot audit: only Linux shows the sockets of a process, got "${process.platform}"`,
      {
        fix: 'Run it where the program runs: in the container, in the virtual machine, on the server',
      },
    )
  }
  const found = readOrEnded(given)
  if (!found) return ExitCode.inconclusive
  const report = auditReport(found.readings, { kernel: kernel(), withinMs: given.withinMs, unread: found.unread })
  process.stdout.write(given.json ? jsonText(report) : textOf(report, given))
  return exitCodeFor(report, given)
}

function readOrEnded({ pids, tree }: AuditArguments): ReadProcesses | undefined {
  try {
    return readProcesses(pids, tree)
  } catch (thrown) {
    if (!(thrown instanceof HalfopenError && thrown.code === 'E_ENDED')) throw thrown
    process.stderr.write(`${thrown.message}\n`)
    return undefined
  }
}

function textOf(report: AuditReport, { pids, tree }: AuditArguments): string {
  if (report.connections.length > 0) return renderAudit(report, terminalOf(process.stdout))
  return `${nothingText(report, tree ? 0 : pids.flatMap(descendantsOf).length)}\n`
}

function exitCodeFor({ connections, verdict, unread }: AuditReport, { pids }: AuditArguments): number {
  if (verdict === 'fail') return ExitCode.failed
  if (verdict === 'inconclusive' || unread.some(({ pid }) => pids.some(own => own === pid)))
    return ExitCode.inconclusive
  return connections.length === 0 ? ExitCode.nothingRan : ExitCode.passed
}

function kernel(): Kernel {
  const hz = tickRate()
  return { release: release(), ...(hz !== undefined && { hz }) }
}
