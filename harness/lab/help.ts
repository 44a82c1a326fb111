// What may be typed in the lab, with the hosts that there are: data for whoever shows it.
import { type About, exampleFor, typedNames } from '../faults/typed-fault.ts'
import type { ClockName } from '../model/units.ts'

/** A step as it is typed, and what it does. */
export type HelpLine = readonly [typed: string, does: string]

/** Those of the lab itself. */
export function labHelp(clock: ClockName): readonly HelpLine[] {
  const isVirtual = clock === 'virtual'
  return [
    isVirtual ? ['skip 2h', 'time passes: hours take a second'] : ['wait 10s', 'time passes'],
    ['next', `time passes until somebody notices something, ${isVirtual ? 'three hours' : 'ten minutes'} at the most`],
    ['heal [0]', 'heals the last fault that stands, or that of a number or name'],
    ['run db promote.sh', 'runs a command on a host'],
    ['show', 'all that was seen, from the first step on'],
    ...(isVirtual ? [['undo', 'takes the last step or skip back'] as const] : []),
    ['save incident.scenario.ts', 'writes what was done, and what was seen, as a scenario that shows it again'],
    ['quit', 'ends everything'],
  ]
}

/** The faults, each as it is typed, with the hosts that there are. */
export function faultHelp(about: About): readonly string[] {
  return [...new Set(typedNames.values())].map(one => exampleFor(one, about))
}

/** Whom they may be about. */
export function whoHelp({ hosts, names }: About): readonly HelpLine[] {
  return [
    ['hosts', hosts.map(({ name }) => name).join(', ')],
    ...(names.length === 0 ? [] : [['names', names.join(', ')] as const]),
  ]
}
