// A script of several steps: programs are started, faults injected and healed, and demands judged as its author goes along.

import { deadline, sleep } from '../kit/clock.ts'
import { HalfopenError } from '../kit/errors.ts'
import { Scope } from '../kit/scope.ts'
import type { Bound, Verdict } from '../model/bound.ts'
import type { Fault } from '../model/fault.ts'
import type { Observation } from '../model/observation.ts'
import type { BoundResult, Run } from '../model/report.ts'
import { asSpec } from '../model/scenario.ts'
import type { Subject } from '../model/subject.ts'
import type { Host, Ms } from '../model/units.ts'
import { Recorder } from '../observe/recorder.ts'
import type { RunningProgram } from '../planes/launch.ts'
import type { Injection, Plane, Testbed } from '../planes/plane.ts'
import { judgeBound } from '../verdict/bound-result.ts'
import type { InForce } from '../verdict/outcome.ts'
import { conclude, type StepsEnd } from './conclude.ts'
import { watchMs } from './limits.ts'
import { follow, healthy, isDecided, type Pair, settledAgain } from './stages.ts'
import { where } from './where.ts'

/** Opens a testbed for a script. Rejects with the plane's own error. */
export async function openSession(about: About, plane: Plane, setupMs: Ms, signal: AbortSignal): Promise<Session> {
  await plane.prepare?.(signal)
  const recorder = new Recorder()
  using setup = deadline(`open a testbed for "${about.scenario}"`, setupMs, signal)
  const testbed = await plane.open({ limits: { setupMs, settleMs: 0 }, standby: true }, recorder, setup.signal)
  return new Session(about, { plane, testbed, recorder, setupMs, signal })
}

/** What a report calls the script. */
export type About = Pick<Run, 'scenario' | 'claim'>

/** A testbed in the hands of a script. Disposing ends the watch and everything that was started. */
export class Session implements AsyncDisposable {
  readonly #about: About
  readonly #on: SessionParts
  readonly #scope = new Scope(10_000)
  readonly #subjects: { [H in Host]?: Subject } = {}
  readonly #results: BoundResult[] = []
  readonly #injections: Injection[] = []

  constructor(about: About, on: SessionParts) {
    this.#about = about
    this.#on = on
    this.#scope.own('close the testbed', on.testbed)
  }

  /** Starts a program at its place. A server is ready when this resolves; a client has been seen healthy. */
  async start(subject: Subject): Promise<RunningProgram> {
    const { testbed, recorder, setupMs, signal } = this.#on
    await subject.prepare?.(signal)
    using setup = deadline(`start "${subject.name}"`, setupMs, signal)
    const program = this.#scope.own(`end "${subject.name}"`, await testbed.start(asSpec(subject), setup.signal))
    this.#subjects[subject.role] = subject
    if (subject.role === 'client') await healthy(this.#pair(), recorder, setup.signal)
    return program
  }

  /** Puts a fault into force. Disposing the injection collects its evidence, then heals it. */
  async inject(fault: Fault): Promise<AsyncDisposable> {
    const { plane, testbed, recorder, signal } = this.#on
    const reason = plane.unsupported({ ...this.#pair(), fault }) ?? (await plane.lacks?.(fault))
    if (reason !== undefined)
      throw new HalfopenError('E_UNSUPPORTED', `Cannot inject ${fault.kind} on ${plane.name}: ${reason}`)
    const injection = await testbed.inject(fault, signal)
    recorder.addInjection(injection)
    this.#injections.push(injection)
    const heal = async () => {
      await recorder.collectEvidence(injection)
      await injection[Symbol.asyncDispose]()
    }
    return this.#scope.own(`heal ${fault.kind}`, { [Symbol.asyncDispose]: heal })
  }

  /** Lets time pass. */
  async wait(ms: Ms): Promise<void> {
    await sleep(ms, this.#on.signal)
  }

  /** All that was seen so far; before there is a client and a server nobody's words can be read. */
  observations(): readonly Observation[] {
    const { client, server } = this.#subjects
    return client && server ? follow(this.#pair(), this.#on.recorder)() : this.#on.recorder.observations
  }

  /** Watches until a bound on the latest fault is decided, and judges it, or its opposite. */
  async demand(bound: Bound, { negated = false }: { negated?: boolean } = {}): Promise<Verdict> {
    const { plane, recorder, signal } = this.#on
    const injection = this.#injections.at(-1)
    if (!injection) return this.#refuse(bound, 'no fault was injected')
    const seen = follow(this.#pair(), recorder)
    const fromMs = bound.expect === 'recovery' ? (injection.healedAtMs ?? recorder.clock.nowMs()) : injection.byMs
    const untilMs = fromMs + watchMs(bound) + plane.tolerance.lateMs
    await recorder.passed(untilMs, () => isDecided(bound, injection, seen()), signal)
    await settledAgain([bound], recorder, signal)
    const judgedAtMs = recorder.clock.nowMs()
    const { cutAtMs } = recorder
    const result = judgeBound(bound, {
      ...where(),
      seen: { observations: seen(), endedAtMs: judgedAtMs, ...(cutAtMs === undefined ? {} : { cutAtMs }) },
      injection: { ...asInForce(injection), evidence: await recorder.evidenceOf(injection) },
      settings: this.#pair().client.settings,
      toleranceMs: plane.tolerance.lateMs,
      negated,
    })
    this.#results.push({ ...result, injection: this.#injections.length - 1, judgedAtMs })
    return result.verdict
  }

  /** Ends the watch and sums up, with what the steps have to say beside the demands. */
  async finish({ brokeBy, verdict, troubles = [] }: StepsEnd = {}): Promise<Run> {
    const { plane, recorder } = this.#on
    if (brokeBy !== undefined) recorder.blame(brokeBy)
    await recorder.end()
    for (const trouble of troubles) recorder.blame(trouble)
    const observations = this.observations().toSorted((a, b) => a.atMs - b.atMs)
    await this[Symbol.asyncDispose]().catch((thrown: unknown) => recorder.blame(thrown))
    const record = recorder.record({ plane: plane.name, ...where() })
    const injection = record.injections[0]
    return {
      ...this.#about,
      ...record,
      observations,
      settings: this.#subjects.client?.settings ?? {},
      toleranceMs: plane.tolerance.lateMs,
      ...(injection ? { fault: injection.fault, injectedAtMs: injection.byMs } : {}),
      ...(injection?.evidence === undefined ? {} : { evidence: injection.evidence }),
      bounds: this.#results,
      verdict: conclude(record.error, this.#results, verdict),
    }
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#scope[Symbol.asyncDispose]()
  }

  #refuse(bound: Bound, reason: string): Verdict {
    const verdict: Verdict = { status: 'inconclusive', reason }
    this.#results.push({ bound, verdict })
    return verdict
  }

  #pair(): Pair {
    const { client, server, standby } = this.#subjects
    if (client && server) return { client, server, ...(standby ? { standby } : {}) }
    throw new HalfopenError('E_STEPS', 'Cannot go on: a script starts its server, then its client, then injects')
  }
}

interface SessionParts {
  plane: Plane
  testbed: Testbed
  recorder: Recorder
  setupMs: Ms
  signal: AbortSignal
}

function asInForce({ fault, atMs, byMs, quietMs, sinceMs, healedAtMs }: Injection): InForce {
  return { fault, atMs, byMs, quietMs, sinceMs, healedAtMs }
}
