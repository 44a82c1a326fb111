// What happens to a system by the clock, as its author writes it: a fault at an instant, its healing, a command on a host.
import { hostsOf } from '../faults/all.ts'
import { checkFault } from '../faults/check.ts'
import { HalfopenError } from '../kit/errors.ts'
import { shown } from '../kit/shown.ts'
import type { Host } from '../model/host.ts'
import { hostsNamedIn } from '../model/placeholders.ts'
import type { Action, Heal, RunCommand, Step } from '../model/step.ts'
import { isFault } from '../model/step.ts'
import type { HostName, Ms } from '../model/units.ts'
import { parseCommand, type StartOptions, startOptions } from './command-line.ts'
import { type Duration, lengthOf } from './duration.ts'
import { refuseNobody } from './hosts.ts'
import { refuseUnknown } from './unknown.ts'

/** A step of a scenario, made by `at`. */
export interface StepSpec<A extends Action = Action> {
  readonly atMs: Ms
  readonly does: A
}

/**
 * Something that is done so long after the first step came into force.
 * @example const faults = [at('0s', powerOff('a')), at('20s', run('b', 'promote.sh')), at('60s', heal(0))]
 * @throws E_DURATION when the time is none
 */
export function at<A extends Action>(time: Duration, does: A): StepSpec<A> {
  return { atMs: lengthOf('the time of at()', time), does }
}

/**
 * Heals what an earlier step has done, counted from 0. A host that was switched off comes back.
 * @example at('60s', heal(0))
 */
export function heal(step: number): Heal {
  return { kind: 'heal', step }
}

/**
 * Runs a command on a host, and waits for its end: with another exit code than 0 nothing can be concluded from the run. The command as in
 * `command()`, with the same placeholders: `{dir}` is the host's folder.
 * @example at('20s', run('standby', 'promote.sh --to {host}'))
 * @throws E_COMMAND when it is empty, only a shell could run it, or a placeholder is misspelt
 * @throws E_UNKNOWN_FIELD when an option is misspelt
 */
export function run<const H extends string>(
  host: H,
  line: string | readonly string[],
  options: StartOptions = {},
): RunCommand & { on: H } {
  refuseUnknown('options of run()', options, startOptions)
  return { kind: 'run', on: host, command: parseCommand(line, options) }
}

/** The steps as data. Throws E_STEP for an order or a step that cannot be, E_FAULT, E_HOST. */
export function parseSteps(
  claim: string,
  specs: readonly StepSpec[],
  hosts: readonly Host[],
): readonly [Step, ...Step[]] {
  if (!Array.isArray(specs)) throw refusal(claim, `faults is a list, got "${shown(specs)}"`, write)
  const steps = Array.from(specs, (spec, id): Step => {
    if (!isStep(spec)) throw refusal(claim, `step ${id} is not made by at(), got "${shown(spec)}"`, write)
    const { atMs, does } = spec
    return { id, atMs, does: isFault(does) ? checkFault(does) : does }
  })
  for (const [id, { atMs, does }] of steps.entries()) {
    if (atMs < (steps[id - 1]?.atMs ?? 0))
      throw refusal(claim, `step ${id} comes before step ${id - 1}`, 'Write them in order')
    if (does.kind === 'heal') refuseUnhealable(claim, does, steps.slice(0, id))
    const where = steps.length === 1 ? 'its fault' : `step ${id}`
    for (const name of namesIn(does)) refuseNobody(claim, where, name, hosts)
  }
  const [first, ...rest] = steps
  if (first) return [first, ...rest]
  throw refusal(claim, 'nothing happens', write)
}

const write = "Write faults: [at('0s', powerOff('server'))]"

/** Of the shape that at(), run() and heal() make; a fault is checked by itself. */
function isStep(spec: unknown): spec is StepSpec {
  if (typeof spec !== 'object' || spec === null || !('atMs' in spec && 'does' in spec)) return false
  const { atMs, does } = spec
  if (!isLength(atMs) || typeof does !== 'object' || does === null) return false
  return 'kind' in does && (does.kind !== 'run' || ('on' in does && 'command' in does && isCommand(does.command)))
}

/** As at() has it: neither endless nor none at all. */
function isLength(ms: unknown): boolean {
  return typeof ms === 'number' && Number.isFinite(ms) && ms >= 0
}

function isCommand(command: unknown): boolean {
  return typeof command === 'object' && command !== null && 'file' in command && 'args' in command
}

function namesIn(does: Action): readonly HostName[] {
  if (does.kind === 'run') return [does.on, ...hostsNamedIn(does.command)]
  return isFault(does) ? hostsOf(does) : []
}

function refuseUnhealable(claim: string, { step }: Heal, earlier: readonly Step[]): void {
  const healed = earlier.find(({ id }) => id === step)
  if (healed && isFault(healed.does)) return
  throw refusal(claim, `heal(${shown(step)}) names no fault before it`, 'Count the steps from 0')
}

function refusal(claim: string, cause: string, fix: string): HalfopenError {
  return new HalfopenError('E_STEP', `Cannot use scenario "${claim}": ${cause}`, { fix })
}
