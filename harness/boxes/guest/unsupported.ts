// What virtual time cannot show: in a guest computing takes no time at all.
import type { Fault } from '../../model/fault.ts'

const reasons: Readonly<Record<string, string>> = {
  'cpu-starvation':
    'CPU time costs nothing in virtual time, so that a starved program is as quick as any other: run it with --clock real',
}

/** The reason, or undefined where the claim can be shown. */
export function unsupported({ kind }: Fault): string | undefined {
  return reasons[kind]
}
