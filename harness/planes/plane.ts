// What every plane offers. Core never asks which plane it has, nor what kind of fault it injects.
import type { Tolerance } from '../model/bound.ts'
import type { Evidence, Spared } from '../model/evidence.ts'
import type { Fault } from '../model/fault.ts'
import type { FoundConnection } from '../model/found.ts'
import type { Host } from '../model/host.ts'
import type { Names } from '../model/names.ts'
import type { Network, Scenario, Script } from '../model/scenario.ts'
import type { RunCommand, Step, Sysctls } from '../model/step.ts'
import type { SubjectSpec } from '../model/subject.ts'
import type { HostName, Ms, PlaneName } from '../model/units.ts'
import type { Recorder } from '../observe/recorder.ts'
import type { RunningProgram } from './launch.ts'

/** Name of the variable by which a box names the folder that it shares with its host: what lies beside a record goes there. */
export const folderVariable = 'HALFOPEN_FOLDER'

/** A place where packets can be interfered with. */
export interface Plane {
  readonly name: PlaneName
  readonly tolerance: Tolerance
  /** It never works in the test runner's own process: its runs are taken into a box. */
  readonly boxed?: true
  /** It imitates what others show as it is: where one of those runs a claim, it does beside it only for a short while, unless it is named. */
  readonly imitates?: true
  /** What this machine has and lacks for this plane. */
  findings(): Promise<readonly Finding[]>
  /** Why this plane cannot show the claim truthfully; undefined where it can. */
  unsupported(claim: Claimed): string | undefined
  /** What the kernel at hand lacks for a fault, or for the links of the network; undefined where nothing. Asked where the run takes place, in its box, before it begins. */
  lacks?(fault: Fault, network?: Network): Promise<string | undefined>
  /** Provisions what the plane needs, on first use: it may take minutes, which are not the scenario's. */
  prepare?(signal: AbortSignal): Promise<unknown>
  /** Makes a testbed. Rejects with a `HalfopenError` that names the fix. */
  open(setup: Setup, recorder: Recorder, signal: AbortSignal): Promise<Testbed>
}

/** What of a scenario decides whether a plane can show it. */
export interface Claimed extends Partial<Pick<Scenario, 'bounds' | 'network' | 'names' | 'state'>> {
  readonly hosts: readonly Host<SubjectSpec>[]
  readonly steps: readonly (Pick<Step, 'does'> & Partial<Pick<Step, 'atMs'>>)[]
}

/** What of a script a testbed is made from. Without `hosts` they come one by one, and room is made for each. */
export type Setup = Pick<Script, 'limits'> & Partial<Pick<Script, 'network' | 'names' | 'state' | 'quiet' | 'hosts'>>

/** One thing that a plane needs: there or not, and the one command that fixes it. */
export interface Finding {
  what: string
  state: 'ready' | 'missing' | 'blocked'
  detail: string
  fix?: string
}

/** A plane opened for one run. */
export interface Testbed extends AsyncDisposable {
  /** Starts a host's program at its place. One that listens is ready when this resolves, another has been started. */
  start(host: Host<SubjectSpec>, signal: AbortSignal): Promise<RunningProgram>
  /** Serves more names from now on. A plane without refuses them by `unsupported`. */
  readonly names?: { add(names: Names): void }
  /** Throws where a server cannot be reached by others, whatever it says itself. Asked when a client has not become healthy. */
  refuseUnreachable?(): void
  /** Puts a fault into force. Rejects where this plane has no injector for its kind. */
  inject(fault: Fault, signal: AbortSignal): Promise<Injection>
  /** Runs a command on a host to its end, its lines recorded as the host's. Rejects with E_STEP unless it succeeds. */
  run(command: RunCommand, signal: AbortSignal): Promise<Evidence>
}

/** Something in force since some instant between `atMs` and `byMs`. Disposing heals it, where that can be done. */
export interface InForce extends AsyncDisposable {
  readonly atMs: Ms
  readonly byMs: Ms
  /** How long each client's kernel had heard nothing of its peers at `atMs`, where the plane sees its packets. */
  readonly quietMs?: Readonly<Record<HostName, Ms>> | undefined
  /** What each connection was doing right before `atMs`. */
  readonly found?: readonly FoundConnection[] | undefined
  /** Whom it took nothing from, as far as that is seen by now. */
  readonly spared?: readonly Spared[] | undefined
  /** What of each client's kernel moved a timer then. */
  readonly sysctls?: Sysctls | undefined
  /** How long the connection had been in the state that the scenario asks for: that much, or that much at the most. */
  readonly sinceMs?: readonly [Ms, Ms] | undefined
  /** Set when it has healed by itself or was disposed. */
  readonly healedAtMs?: Ms | undefined
  /** Why it cannot be healed; undefined where it can. */
  readonly cannotHeal?: string | undefined
  /** What shows that it bit: counters, states read back. Undefined: nothing does, and nothing can be concluded. */
  evidence(): Promise<Evidence | undefined>
}

/** A fault in force. */
export interface Injection extends InForce {
  readonly fault: Fault
}

/** One injector a fault kind: a missing key is an honest "cannot". */
export type Injectors<B extends Testbed> = {
  readonly [K in Fault['kind']]?: (testbed: B, fault: Fault<K>, signal: AbortSignal) => Promise<Injection>
}
