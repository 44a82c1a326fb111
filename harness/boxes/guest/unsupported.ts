// What virtual time cannot show: in a guest computing takes no time at all.
import type { Scenario } from '../../model/scenario.ts'

const reasons: Readonly<Record<string, string>> = {
  'cpu-starvation':
    'CPU time costs nothing in virtual time, so that a starved program is as quick as any other: run it with --clock real',
}

/** The reason, or undefined where the claim can be shown. */
export function unsupported({ fault }: Pick<Scenario, 'fault'>): string | undefined {
  return reasons[fault.kind]
}
