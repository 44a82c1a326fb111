// This plane opened for one run: the network, its vantages, and the programs under test, each in its own namespace.
import { join } from 'node:path'
import { within } from '../../kit/clock.ts'
import { HalfopenError, messageOf } from '../../kit/errors.ts'
import { startProcess } from '../../kit/process.ts'
import { startReaper } from '../../kit/reaper.ts'
import { Scope } from '../../kit/scope.ts'
import type { Fault } from '../../model/fault.ts'
import type { SubjectSpec } from '../../model/subject.ts'
import type { Host } from '../../model/units.ts'
import { tcpSockets } from '../../netlink/tcp-socket.ts'
import type { Recorder } from '../../observe/recorder.ts'
import { type StartedProgram, startProgram } from '../launch.ts'
import type { Injection, Setup } from '../plane.ts'
import type { Canary } from './canary-frame.ts'
import { destroyAll, killAll } from './clearing.ts'
import { inject } from './injectors.ts'
import { type HostPlace, placeOf, places, servicePort } from './network.ts'
import type { Cleared, PacketTestbed } from './packet-testbed.ts'
import { passedOn, passRules } from './passed.ts'
import { type Chains, enforce, type Rules } from './rules.ts'
import { Sender } from './sender.ts'
import { inState } from './states/in-state.ts'
import { type BuiltNetwork, buildNetwork } from './topology.ts'
import { openVantages, type Vantages } from './vantages.ts'
import { warmUp } from './warm-up.ts'

/**
 * Opens the testbed, warmed up. `folder`: where the packets' file goes; without one they are not kept. One is opened at a time: the
 * kernel builds no two networks at once, and who waits for it must not count the others' time.
 */
export async function openTestbed(
  setup: Setup,
  recorder: Recorder,
  signal: AbortSignal,
  folder?: string,
): Promise<NetnsTestbed> {
  const own = turn.then(() => open(setup, recorder, signal, folder))
  turn = own.catch(() => {})
  return await own
}

let turn: Promise<unknown> = Promise.resolve()

async function open(setup: Setup, recorder: Recorder, signal: AbortSignal, folder?: string): Promise<NetnsTestbed> {
  signal.throwIfAborted()
  startReaper()
  const replay: string[] = []
  const noted = (command: string) => {
    if (!recorder.ended) replay.push(command)
  }
  const network = await buildNetwork(setup, noted, signal)
  const pcap = folder === undefined ? undefined : join(folder, `packets-${process.pid}-${++opened}.pcap`)
  const testbed = new NetnsTestbed(network, recorder, pcap, setup)
  recorder.attach({ replay, ...(pcap === undefined ? {} : { pcap }) })
  try {
    await testbed.warmUp(signal)
    return testbed
  } catch (thrown) {
    await testbed[Symbol.asyncDispose]()
    throw thrown
  }
}

let opened = 0

/** The testbed, and all that has to be closed with it. */
export class NetnsTestbed implements PacketTestbed {
  readonly network: BuiltNetwork
  readonly recorder: Recorder
  readonly #setup: Setup
  readonly #vantages: Vantages
  readonly #sender: Sender
  readonly #passed: Rules
  readonly #scope = new Scope()
  readonly #programs: { subject: SubjectSpec; program: StartedProgram }[] = []
  #tables = 0

  constructor(network: BuiltNetwork, recorder: Recorder, pcap: string | undefined, setup: Setup) {
    this.network = network
    this.recorder = recorder
    this.#setup = setup
    this.#scope.defer('close the network', () => network[Symbol.dispose]())
    this.#sender = new Sender(network)
    this.#scope.defer('close the senders', () => this.#sender[Symbol.dispose]())
    this.#vantages = openVantages(network, recorder, pcap)
    this.#scope.defer('end the watch', () => this.#vantages[Symbol.dispose]())
    this.#passed = enforce(network.router, 'halfopen', passRules(network), recorder.clock)
    for (const { netns } of places(network)) {
      this.#scope.defer(`destroy the sockets of the ${netns.name}`, () => void destroyAll(netns))
      this.#scope.defer(`end all processes of the ${netns.name}`, async () => void (await killAll(netns)))
    }
  }

  get wire(): Vantages['wire'] {
    return this.#vantages.wire
  }

  async warmUp(signal: AbortSignal): Promise<void> {
    const send = (family: 4 | 6) => this.#sender.send({ from: 'client', to: 'server' }, family)
    await warmUp(send, () => this.passed(), this.network.families, signal)
  }

  async start(subject: SubjectSpec, signal: AbortSignal): Promise<StartedProgram> {
    const { netns } = this.place(subject.role)
    const program = await startProgram(
      subject,
      this.#endpoint(subject.role),
      this.recorder,
      signal,
      spec => netns.run(() => startProcess(spec)),
      async ({ port }) => tcpSockets(netns).some(({ state, local }) => state === 'LISTEN' && local.port === port),
    )
    this.#programs.push({ subject, program })
    void program.exited.then(() => this.#vantages.poll())
    this.#scope.defer(`end "${subject.name}"`, async () => {
      if (!program.ended) await program[Symbol.asyncDispose]()
    })
    return program
  }

  async inject(fault: Fault, signal: AbortSignal): Promise<Injection> {
    signal.throwIfAborted()
    const { state, limits } = this.#setup
    const now = async () => await inject(this, fault, signal)
    return state === undefined ? await now() : await inState(this, state, { withinMs: limits.setupMs, signal }, now)
  }

  place(host: Host): HostPlace {
    const place = placeOf(this.network, host)
    if (place) return place
    throw new HalfopenError('E_NO_HOST', `Cannot use the ${host}: this network has none`, {
      fix: `Give the scenario a ${host}`,
    })
  }

  programs(host: Host): readonly [StartedProgram, ...StartedProgram[]] {
    const [first, ...rest] = this.#programs.flatMap(({ program }) =>
      program.host === host && !program.ended ? [program] : [],
    )
    if (first) return [first, ...rest]
    throw new HalfopenError('E_NO_PROGRAM', `Cannot inject a fault of the ${host}: no ${host} runs`)
  }

  enforce(chains: Chains): Rules {
    return enforce(this.network.router, `halfopen_${++this.#tables}`, chains, this.recorder.clock)
  }

  sendCanary(canary: Canary): void {
    this.#sender.send(canary)
  }

  passed(): ReturnType<PacketTestbed['passed']> {
    return passedOn(this.#passed)
  }

  poll(): void {
    this.#vantages.poll()
  }

  ignore(host: Host, ignored = true): void {
    this.#vantages.ignore(host, ignored)
  }

  async clear(host: Host, signal: AbortSignal): Promise<Cleared> {
    const { netns } = this.place(host)
    const processes = await killAll(netns, signal)
    const sockets = destroyAll(netns)
    const ends = this.#programs.filter(({ program }) => program.host === host).map(({ program }) => program.exited)
    await within(`hear of the end of the programs of the ${host}`, 3_000, () => Promise.all(ends), signal)
    return { processes, sockets }
  }

  async restart(host: Host, signal: AbortSignal): Promise<void> {
    for (const { subject, program } of [...this.#programs])
      if (program.host === host && program.ended) await this.start(subject, signal)
  }

  fail(thrown: unknown): void {
    this.recorder.fail(thrown instanceof Error ? thrown : new Error(messageOf(thrown)))
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#scope[Symbol.asyncDispose]()
  }

  /** Servers listen on the service's address: the standby too, which has it only after a takeover, but may bind to it before. */
  #endpoint(role: Host): { host: string; port: number } {
    const { family, server } = this.network
    const running = this.#programs.findLast(({ program }) => program.host === 'server')?.program.endpoint
    const port = role === 'client' ? (running?.port ?? servicePort) : servicePort
    return { host: server.addresses[family], port }
  }
}
