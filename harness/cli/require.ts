// `--require`: a scenario that is skipped for want of something on this machine fails the command, so that nobody takes fewer of them for all.
import type { Report } from '../model/report.ts'

/** What was skipped so, and why. What a plane cannot show, or its author did not mean for it, is nothing that could be installed. */
export function lacked({ runs }: Pick<Report, 'runs'>): readonly string[] {
  return runs.flatMap(({ scenario, plane, clock, verdict }) => {
    const isLack = verdict.status === 'skip' && (verdict.why === 'lacking' || verdict.why === 'refused')
    return isLack ? [`${scenario} (${plane}, ${clock}): ${verdict.reason}`] : []
  })
}
