// This plane opened for one run: a Toxiproxy, a tap on both of its sides, and the programs under test.
import { abortable } from '../../kit/clock.ts'
import { HalfopenError, messageOf } from '../../kit/errors.ts'
import { reservePort } from '../../kit/ports.ts'
import { Scope } from '../../kit/scope.ts'
import type { Fault } from '../../model/fault.ts'
import type { SubjectSpec } from '../../model/subject.ts'
import type { Host } from '../../model/units.ts'
import type { Recorder } from '../../observe/recorder.ts'
import { type StartedProgram, startProgram } from '../launch.ts'
import type { Injection } from '../plane.ts'
import type { ByteTestbed } from './byte-testbed.ts'
import type { Provisioned } from './find.ts'
import { inject } from './injectors.ts'
import { type Link, openLink } from './link.ts'
import { provision } from './provision.ts'
import { openTap, type Tap } from './tap.ts'
import type { Direction, Lateness } from './toxics.ts'
import { Wire } from './wire.ts'

/** Opens the testbed. Toxiproxy starts while the server does: starting a client waits for both. */
export async function openTestbed(
  recorder: Recorder,
  signal: AbortSignal,
  find: () => Promise<Provisioned> = provision,
): Promise<ToxiproxyTestbed> {
  const found = await abortable(signal, find())
  const wire = new Wire(recorder)
  const tap = await openTap(recorder.clock, wire)
  const { host, port } = tap.toxiproxyConnectsTo
  return new ToxiproxyTestbed({ recorder, wire, tap }, broken => openLink(found, `${host}:${port}`, broken, signal))
}

/** The testbed, and all that has to be closed with it. */
export class ToxiproxyTestbed implements ByteTestbed {
  readonly recorder: Recorder
  readonly wire: Wire
  readonly tap: Tap
  broken = false
  readonly #link: Promise<Link>
  readonly #scope = new Scope()
  readonly #programs: StartedProgram[] = []
  readonly #holes: Record<Direction, number> = { upstream: 0, downstream: 0 }

  constructor(
    { recorder, wire, tap }: Pick<ByteTestbed, 'recorder' | 'wire' | 'tap'>,
    open: (broken: Fail) => Promise<Link>,
  ) {
    this.recorder = recorder
    this.wire = wire
    this.tap = tap
    this.#link = open(error => this.fail(error))
    this.#link.catch((thrown: unknown) => this.fail(thrown))
    this.#scope.defer('close the way through Toxiproxy', async () => {
      const link = await this.#link.catch(() => undefined)
      await link?.[Symbol.asyncDispose]()
    })
    this.#scope.own('close the tap', tap)
  }

  /** Resolves when clients can connect. */
  async ready(signal: AbortSignal): Promise<void> {
    const { toxics } = await abortable(signal, this.#link)
    this.tap.leadsThrough(toxics.listen)
  }

  async start(subject: SubjectSpec, signal: AbortSignal): Promise<StartedProgram> {
    const program =
      subject.role === 'server' ? await this.#server(subject, signal) : await this.#client(subject, signal)
    this.#programs.push(program)
    this.#scope.defer(`end "${subject.name}"`, async () => {
      if (!program.ended) await program[Symbol.asyncDispose]()
    })
    return program
  }

  async inject(fault: Fault, signal: AbortSignal): Promise<Injection> {
    await abortable(signal, this.#link)
    return await inject(this, fault, signal)
  }

  programs(host: Host): readonly [StartedProgram, ...StartedProgram[]] {
    const [first, ...rest] = this.#programs.filter(program => program.host === host && !program.ended)
    if (first) return [first, ...rest]
    throw new HalfopenError('E_NO_PROGRAM', `Cannot inject a fault of the ${host}: no ${host} runs`)
  }

  get stalled(): boolean {
    return this.#holes.upstream + this.#holes.downstream > 0
  }

  async stall(direction: Direction): Promise<void> {
    this.#holes[direction]++
    if (this.#holes[direction] === 1) await (await this.#link).toxics.stall(direction, true)
  }

  async unstall(direction: Direction): Promise<void> {
    this.#holes[direction]--
    if (this.#holes[direction] === 0) await (await this.#link).toxics.stall(direction, false)
  }

  async delay(direction: Direction, lateness?: Lateness): Promise<void> {
    await (await this.#link).toxics.delay(direction, lateness)
  }

  async inForce(direction: Direction): Promise<readonly string[]> {
    return await (await this.#link).toxics.inForce(direction)
  }

  async sound(): Promise<void> {
    await (await this.#link).sound()
  }

  fail(thrown: unknown): void {
    this.broken = true
    this.recorder.fail(thrown instanceof Error ? thrown : new Error(messageOf(thrown)))
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#scope[Symbol.asyncDispose]()
  }

  async #server(subject: SubjectSpec, signal: AbortSignal): Promise<StartedProgram> {
    const reserved = await reservePort()
    this.#scope.defer('give back the port of the server', () => reserved[Symbol.dispose]())
    const server = await startProgram(subject, { host: '127.0.0.1', port: reserved.port }, this.recorder, signal)
    this.tap.leadsTo(server.endpoint)
    return server
  }

  async #client(subject: SubjectSpec, signal: AbortSignal): Promise<StartedProgram> {
    await this.ready(signal)
    return await startProgram(subject, this.tap.clientConnectsTo, this.recorder, signal)
  }
}

type Fail = (error: Error) => void
