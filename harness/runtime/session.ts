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
import { Journal } from '../observe/recorder.ts'
import type { Program } from '../planes/launch.ts'
import type { Injection, Plane, Testbed } from '../planes/plane.ts'
import { judgeBound } from '../verdict/bound-result.ts'
import type { InForce } from '../verdict/outcome.ts'
import { sumUp } from '../verdict/verdicts.ts'
import { watchMs } from './limits.ts'
import { follow, healthy, isDecided, type Pair, settledAgain } from './stages.ts'
import { where } from './where.ts'

/** Opens a testbed for a script. Rejects with the plane's own error. */
export async function openSession(about: About, plane: Plane, setupMs: Ms, signal: AbortSignal): Promise<Session> {
  await plane.prepare?.(signal)
  const journal = new Journal()
  using setup = deadline(`open a testbed for "${about.scenario}"`, setupMs, signal)
  const bed = await plane.open({ limits: { setupMs, settleMs: 0 }, standby: true }, journal, setup.signal)
  return new Session(about, { plane, bed, journal, setupMs, signal })
}

/** What a report calls the script. */
export type About = Pick<Run, 'scenario' | 'claim'>

/** A testbed in the hands of a script. Disposing ends the watch and everything that was started. */
export class Session implements AsyncDisposable {
  readonly #about: About
  readonly #on: Ground
  readonly #scope = new Scope(10_000)
  readonly #subjects: { [H in Host]?: Subject } = {}
  readonly #results: BoundResult[] = []
  readonly #injections: Injection[] = []

  constructor(about: About, on: Ground) {
    this.#about = about
    this.#on = on
    this.#scope.own('close the testbed', on.bed)
  }

  /** Starts a program at its place. A server is ready when this resolves; a client has been seen healthy. */
  async start(subject: Subject): Promise<Program> {
    const { bed, journal, setupMs, signal } = this.#on
    await subject.prepare?.(signal)
    using setup = deadline(`start "${subject.name}"`, setupMs, signal)
    const program = this.#scope.own(`end "${subject.name}"`, await bed.start(asSpec(subject), setup.signal))
    this.#subjects[subject.role] = subject
    if (subject.role === 'client') await healthy(this.#pair(), journal, setup.signal)
    return program
  }

  /** Puts a fault into force. Disposing the injection collects its evidence, then heals it. */
  async inject(fault: Fault): Promise<AsyncDisposable> {
    const { plane, bed, journal, signal } = this.#on
    const reason = plane.unsupported({ ...this.#pair(), fault }) ?? (await plane.lacks?.(fault))
    if (reason !== undefined)
      throw new HalfopenError('E_UNSUPPORTED', `Cannot inject ${fault.kind} on ${plane.name}: ${reason}`)
    const injection = await bed.inject(fault, signal)
    journal.injected(injection)
    this.#injections.push(injection)
    const heal = async () => {
      await journal.collect(injection)
      await injection[Symbol.asyncDispose]()
    }
    return this.#scope.own(`heal ${fault.kind}`, { [Symbol.asyncDispose]: heal })
  }

  /** Lets time pass. */
  async wait(ms: Ms): Promise<void> {
    await sleep(ms, this.#on.signal)
  }

  /** All that was seen so far. */
  observations(): readonly Observation[] {
    return follow(this.#pair(), this.#on.journal)()
  }

  /** Watches until a bound on the latest fault is decided, and judges it. */
  async demand(bound: Bound): Promise<Verdict> {
    const { plane, journal, signal } = this.#on
    const injection = this.#injections.at(-1)
    if (!injection) return { status: 'inconclusive', reason: 'no fault was injected' }
    const seen = follow(this.#pair(), journal)
    const fromMs = bound.expect === 'recovery' ? (injection.healedAtMs ?? journal.clock.nowMs()) : injection.byMs
    const untilMs = fromMs + watchMs(bound) + plane.tolerance.lateMs
    await journal.passed(untilMs, () => isDecided(bound, injection, seen()), signal)
    await settledAgain([bound], journal, signal)
    const judgedAtMs = journal.clock.nowMs()
    const { cutAtMs } = journal
    const result = judgeBound(bound, {
      ...where(),
      seen: { observations: seen(), endedAtMs: judgedAtMs, ...(cutAtMs === undefined ? {} : { cutAtMs }) },
      injection: { ...asInForce(injection), evidence: await journal.proof(injection) },
      settings: this.#pair().client.settings,
      toleranceMs: plane.tolerance.lateMs,
    })
    this.#results.push({ ...result, injection: this.#injections.length - 1, judgedAtMs })
    return result.verdict
  }

  /** Ends the watch and sums up. `failure`: what else broke the script. */
  async finish(failure?: string): Promise<Run> {
    const { plane, journal } = this.#on
    await journal.end()
    const observations = this.observations().toSorted((a, b) => a.atMs - b.atMs)
    await this[Symbol.asyncDispose]().catch((thrown: unknown) => journal.blame(thrown))
    const record = journal.record({ plane: plane.name, ...where() })
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
      verdict: sumUp(record.error, this.#results, this.#broken(failure)),
    }
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#scope[Symbol.asyncDispose]()
  }

  /** A step that failed for a reason that is no verdict. A demand that was not met has its verdict already. */
  #broken(failure: string | undefined): Verdict[] {
    if (failure === undefined || this.#results.some(({ verdict }) => verdict.status !== 'pass')) return []
    return [{ status: 'fail', expected: 'every step of the script succeeds', actual: failure }]
  }

  #pair(): Pair {
    const { client, server, standby } = this.#subjects
    if (client && server) return { client, server, ...(standby ? { standby } : {}) }
    throw new HalfopenError('E_STEPS', 'Cannot go on: a script starts its server, then its client, then injects')
  }
}

interface Ground {
  plane: Plane
  bed: Testbed
  journal: Journal
  setupMs: Ms
  signal: AbortSignal
}

function asInForce({ fault, atMs, byMs, quietMs, sinceMs, healedAtMs }: Injection): InForce {
  return { fault, atMs, byMs, quietMs, sinceMs, healedAtMs }
}
