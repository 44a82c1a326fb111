// A script of several steps: programs are started, steps taken and healed, and demands judged as its author goes along.
import { deadline, sleep } from '../kit/clock.ts'
import { HalfopenError } from '../kit/errors.ts'
import { Scope } from '../kit/scope.ts'
import type { Bound, Verdict } from '../model/bound.ts'
import { type Host, isClient, withoutFunctions } from '../model/host.ts'
import type { Names } from '../model/names.ts'
import type { Observation } from '../model/observation.ts'
import type { BoundResult, Run } from '../model/report.ts'
import { type Action, isFault } from '../model/step.ts'
import { beforeMs } from '../model/subject.ts'
import type { Ms } from '../model/units.ts'
import { Recorder } from '../observe/recorder.ts'
import type { RunningProgram } from '../planes/launch.ts'
import type { Plane, Testbed } from '../planes/plane.ts'
import { judgeBound } from '../verdict/bound-result.ts'
import { withMisses } from '../verdict/missed.ts'
import { differing } from '../verdict/seen-settings.ts'
import { firstFault, runHosts } from '../verdict/verdicts.ts'
import { conclude, type StepsEnd } from './conclude.ts'
import { refuseDeaf } from './deaf.ts'
import { deciderOf } from './decided.ts'
import { allSeen } from './follow.ts'
import { handedOn } from './handed-on.ts'
import { healthy } from './health.ts'
import { Control, type HeldBack } from './held-back.ts'
import { untilInLineMs } from './in-line.ts'
import { led } from './led.ts'
import { decided } from './stages.ts'
import { Steps } from './steps.ts'
import { refuseUntold } from './untold.ts'
import { keptWrites, where } from './where.ts'

/** Opens a testbed for a script. Rejects with the plane's own error. */
export async function openSession(about: About, plane: Plane, setupMs: Ms, signal: AbortSignal): Promise<Session> {
  await plane.prepare?.(signal)
  const recorder = new Recorder()
  using setup = deadline(`open a testbed for "${about.scenario}"`, setupMs, signal)
  const testbed = await plane.open({ limits: { setupMs, settleMs: 0 } }, recorder, setup.signal)
  return new Session(about, { plane, testbed, recorder, setupMs, signal, heldBack: handedOn().heldBack })
}

/** What a report calls the script. */
export type About = Pick<Run, 'scenario' | 'claim'>

/** A testbed in the hands of a script. Disposing ends the watch and everything that was started. */
export class Session implements AsyncDisposable {
  readonly #about: About
  readonly #parts: SessionParts
  readonly #scope = new Scope(10_000)
  #hosts: readonly Host[] = []
  #names: Names = {}
  readonly #results: BoundResult[] = []
  readonly #steps: Steps
  readonly #does: Action[] = []
  readonly #control: Control | undefined

  constructor(about: About, parts: SessionParts) {
    this.#about = about
    this.#parts = parts
    this.#steps = new Steps(parts.testbed, parts.recorder)
    this.#control = parts.heldBack && new Control(parts.heldBack, parts.recorder)
    this.#scope.own('close the testbed', parts.testbed)
    if (where().clock === 'real') parts.recorder.waits.begin()
  }

  /** The hosts that have been started so far. */
  get hosts(): readonly Host[] {
    return this.#hosts
  }

  /** What was done so far. */
  get actions(): readonly Action[] {
    return this.#does
  }

  /** The names that its hosts have been given so far, as they stood at first. */
  get names(): Names {
    return this.#names
  }

  /** Gives hosts names. Throws E_UNSUPPORTED. */
  name(names: Names): void {
    const { plane, testbed } = this.#parts
    const reason = plane.unsupported({ hosts: this.#hosts, steps: [], names })
    if (reason !== undefined)
      throw new HalfopenError('E_UNSUPPORTED', `Cannot give names to hosts on ${plane.name}: ${reason}`)
    testbed.names?.add(names)
    this.#names = { ...this.#names, ...names }
  }

  /** Starts a host's program. A server is ready when this resolves, a hop among them; a client has been seen healthy. */
  async start(host: Host): Promise<RunningProgram> {
    const { testbed, recorder, setupMs, signal } = this.#parts
    const { name, program } = host
    if (this.#hosts.some(other => other.name === name))
      throw new HalfopenError('E_HOST', `Cannot start "${program.name}": there is a host ${name} already`, {
        fix: 'Give each program of a script a name of its own',
      })
    refuseUntold(program, this.#hosts)
    await program.prepare?.(signal)
    using setup = deadline(`start "${program.name}"`, setupMs + beforeMs(program), signal)
    const running = await testbed.start(withoutFunctions(host), setup.signal)
    this.#scope.own(`end "${program.name}"`, running)
    this.#hosts = [...this.#hosts, host]
    if (isClient(host) && !host.listens)
      await healthy({ hosts: [host] }, recorder, setup.signal).catch((thrown: unknown) => {
        testbed.refuseUnreachable?.()
        throw thrown
      })
    return running
  }

  /** Takes a step. Disposing collects its evidence, then heals it. */
  async take(wanted: Action): Promise<AsyncDisposable> {
    const { plane, signal } = this.#parts
    const does = this.#control?.instead(wanted) ?? wanted
    if (!this.#hosts.some(isClient))
      throw new HalfopenError('E_STEPS', 'Cannot go on: a script starts its server, then its client, then injects')
    const reason = isFault(does)
      ? (plane.unsupported({ hosts: this.#hosts, steps: [{ does }] }) ?? (await plane.lacks?.(does)))
      : undefined
    if (reason !== undefined)
      throw new HalfopenError('E_UNSUPPORTED', `Cannot inject ${does.kind} on ${plane.name}: ${reason}`)
    const id = this.#steps.taken.length
    await this.#steps.take(does, signal)
    this.#does.push(does)
    this.#hosts = this.#hosts.map(host => led(host, does))
    return this.#scope.own(`heal ${does.kind}`, { [Symbol.asyncDispose]: () => this.#steps.heal(id) })
  }

  /** Lets time pass. */
  async wait(ms: Ms): Promise<void> {
    await sleep(ms, this.#parts.signal)
  }

  /** All that was seen so far. */
  observations(): readonly Observation[] {
    return allSeen(this.#hosts, this.#parts.recorder)
  }

  /** Watches until a demand on the latest step is decided, and judges it, or its opposite. */
  async demand(wanted: Demand, { negated = false }: { negated?: boolean } = {}): Promise<Verdict> {
    const { plane, recorder, signal } = this.#parts
    const since = this.#steps.taken.length - 1
    const [live, does] = [this.#steps.taken[since], this.#does[since]]
    const bound: Bound = { ...wanted, since: Math.max(0, since) }
    if (!live || !does)
      return this.#keep({ bound, verdict: { status: 'inconclusive', reason: 'no fault was injected' } })
    if (this.#control) return this.#keep(await this.#control.answer(bound, negated, live, signal))
    const lost = { all: this.#does, waits: recorder.waits }
    const untilMs = () => untilInLineMs(bound, does, live, lost) + plane.tolerance.lateMs
    const isDecided = deciderOf(bound, { does, live }, this.#hosts, recorder)
    await decided(untilMs, { bounds: [bound], isDecided }, recorder, signal)
    const steps = await recorder.stepsNow()
    const endedAtMs = recorder.judging()
    const { connections, cuts } = recorder
    const result = judgeBound(bound, {
      ...where(),
      seen: { observations: this.observations(), connections, cuts, steps, endedAtMs },
      hosts: runHosts(this.#hosts),
      ...recorder.waits.all(live.atMs),
      toleranceMs: plane.tolerance.lateMs,
      negated,
    })
    const claim = { hosts: this.#hosts, steps: this.#does.map(one => ({ does: one })) }
    refuseDeaf(plane, claim, { bounds: [result], steps })
    this.#results.push({ ...result, judgedAtMs: endedAtMs })
    // What a control has to decide is decided when all is over.
    return result.left || result.unsaid ? { status: 'pass' } : result.verdict
  }

  /** Ends the watch and sums up, with what the steps have to say beside the demands. */
  async finish({ brokeBy, verdict, troubles = [] }: StepsEnd = {}): Promise<Run> {
    const { plane, recorder, signal } = this.#parts
    if (brokeBy !== undefined) recorder.blame(brokeBy)
    else await this.#control?.watched(this.observations(), signal).catch((thrown: unknown) => recorder.blame(thrown))
    await recorder.end()
    for (const trouble of troubles) recorder.blame(trouble)
    const observations = this.observations()
    await this[Symbol.asyncDispose]().catch((thrown: unknown) => recorder.blame(thrown))
    const record = { ...recorder.record({ plane: plane.name, ...where(), ...keptWrites() }), observations }
    const hosts = runHosts(this.#hosts)
    return withMisses({
      ...this.#about,
      ...record,
      ...{ hosts, toleranceMs: plane.tolerance.lateMs },
      ...differing(hosts, record.steps),
      ...firstFault(record.steps),
      ...(Object.keys(this.#names).length === 0 ? {} : { names: this.#names }),
      ...(record.steps[0] ? { injectedAtMs: record.steps[0].byMs } : {}),
      bounds: this.#results,
      verdict: conclude(record.error, this.#results, verdict),
    })
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#scope[Symbol.asyncDispose]()
  }

  #keep(result: BoundResult): Verdict {
    this.#results.push(result)
    return result.verdict
  }
}

/** A demand on the latest step. */
export type Demand =
  | Omit<Extract<Bound, { expect: 'detection' }>, 'since'>
  | Omit<Extract<Bound, { expect: 'silence' }>, 'since'>
  | Omit<Extract<Bound, { expect: 'recovery' }>, 'since'>

interface SessionParts {
  plane: Plane
  testbed: Testbed
  recorder: Recorder
  setupMs: Ms
  signal: AbortSignal
  heldBack?: HeldBack | undefined
}
