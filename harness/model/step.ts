// What happens to a system by the clock: faults, their healing, and commands that are run on a host.
import type { Evidence } from './evidence.ts'
import type { Fault } from './fault.ts'
import type { FoundConnection } from './found.ts'
import type { Command } from './subject.ts'
import type { HostName, Ms } from './units.ts'

/** One step. `atMs` counts from the moment that the first step is in force. */
export interface Step {
  /** Its place in the list, from 0: what a bound's `since` names. */
  id: number
  atMs: Ms
  does: Action
}

/** What a step does. */
export type Action = Fault | RunCommand | Heal

/** Runs a command on a host, and waits for its end. */
export interface RunCommand {
  kind: 'run'
  on: HostName
  command: Command
}

/** Heals an earlier step's fault. */
export interface Heal {
  kind: 'heal'
  step: number
}

/** A step as it was carried out, in force since some instant between `atMs` and `byMs`. Without `evidence` nothing shows that it took effect. */
export interface StepRecord {
  id: number
  does: Action
  atMs: Ms
  byMs: Ms
  /** How long each client's kernel had heard nothing of its peers then: keepalive counts from what it heard last. */
  quietMs?: Readonly<Record<HostName, Ms>>
  /** What each connection was doing right before the fault came. */
  found?: readonly FoundConnection[]
  /** What of each client's kernel moved a timer then: its sysctls, by full name. */
  sysctls?: Sysctls
  /** How long the connection had been in the state that the scenario asks for: that much, or that much at the most. */
  sinceMs?: readonly [Ms, Ms]
  healedAtMs?: Ms
  evidence?: Evidence
}

/** Of each host. */
export type Sysctls = Readonly<Record<HostName, Readonly<Record<string, number>>>>

/** How long after a step something came, negative before it. What came while it was put in force came with it. */
export function sinceMs({ atMs: fromMs, byMs }: Pick<StepRecord, 'atMs' | 'byMs'>, atMs: Ms): Ms {
  return atMs < fromMs ? atMs - fromMs : Math.max(0, atMs - byMs)
}

/** Whether a step is a fault. */
export function isFault(action: Action): action is Fault {
  return action.kind !== 'run' && action.kind !== 'heal'
}
