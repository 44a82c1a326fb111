// This plane opened for one run: the network, its vantages, and the programs under test, each in its own namespace.
import { join } from 'node:path'
import { messageOf } from '../../kit/errors.ts'
import { startReaper } from '../../kit/reaper.ts'
import { Scope } from '../../kit/scope.ts'
import type { Evidence } from '../../model/evidence.ts'
import type { Fault } from '../../model/fault.ts'
import type { Host } from '../../model/host.ts'
import type { RunCommand } from '../../model/step.ts'
import type { SubjectSpec } from '../../model/subject.ts'
import type { HostName } from '../../model/units.ts'
import type { Recorder } from '../../observe/recorder.ts'
import type { StartedProgram } from '../launch.ts'
import type { Injection, Setup } from '../plane.ts'
import { untilQuiet } from '../quiet.ts'
import type { Canary } from './canary-frame.ts'
import { destroyAll, killAll } from './clearing.ts'
import { foundConnections } from './found.ts'
import { inTurn } from './in-turn.ts'
import { inject } from './injectors.ts'
import { watchLinks } from './links-read.ts'
import { TestbedNames } from './names/testbed-names.ts'
import { type HostPlace, placeOf } from './network.ts'
import type { Cleared, PacketTestbed } from './packet-testbed.ts'
import { PassedOn } from './passed.ts'
import { cannotRun, Programs } from './programs.ts'
import { type Chains, enforce, type Rules } from './rules.ts'
import { Sender } from './sender.ts'
import { SettingsSeen } from './socket-settings.ts'
import { Spoken } from './spoken.ts'
import { inState } from './states/in-state.ts'
import { type BuiltNetwork, buildNetwork } from './topology.ts'
import { openVantages, type Vantages } from './vantages.ts'
import { type Pair, pairsToWarm, warmUp } from './warm-up.ts'

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
  return await inTurn(() => open(setup, recorder, signal, folder))
}

async function open(setup: Setup, recorder: Recorder, signal: AbortSignal, folder?: string): Promise<NetnsTestbed> {
  signal.throwIfAborted()
  startReaper()
  const replay: string[] = []
  const noted = (command: string) => void (recorder.ended || replay.push(command))
  const network = await buildNetwork(setup, noted, signal)
  const pcap = folder === undefined ? undefined : join(folder, `packets-${process.pid}-${++opened}.pcap`)
  const testbed = new NetnsTestbed(network, recorder, pcap, setup)
  recorder.attach({ replay, ...(pcap === undefined ? {} : { pcap }) })
  try {
    await testbed.warmUp(network.hosts, signal)
    await watchLinks(testbed, setup.network?.links, signal)
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
  readonly #passed: PassedOn
  readonly #scope = new Scope()
  readonly names: TestbedNames
  readonly #programs: Programs
  #tables = 0
  readonly #settings = new SettingsSeen(this)
  before: PacketTestbed['before']
  spoken: PacketTestbed['spoken']

  constructor(network: BuiltNetwork, recorder: Recorder, pcap: string | undefined, setup: Setup) {
    this.network = network
    this.recorder = recorder
    this.#setup = setup
    this.names = new TestbedNames(network, setup.names ?? {}, recorder)
    this.#programs = new Programs(network, this.names, recorder, setup.hosts)
    this.#scope.own("remove the hosts' folders", this.#programs)
    this.#scope.defer('close the network', () => network[Symbol.dispose]())
    this.#scope.defer('end the names', () => this.names[Symbol.dispose]())
    this.#sender = new Sender(network)
    this.#scope.defer('close the senders', () => this.#sender[Symbol.dispose]())
    this.#vantages = openVantages(network, recorder, pcap)
    this.#scope.defer('end the watch', () => this.#vantages[Symbol.dispose]())
    recorder.made.onBorn = this.#settings.born
    this.#passed = new PassedOn(network, recorder.clock)
    this.#own(network.hosts)
  }

  get wire(): Vantages['wire'] {
    return this.#vantages.wire
  }

  listen: PacketTestbed['listen'] = seen => this.#vantages.listen(seen)

  /** Between each of these hosts and one at the other side. */
  async warmUp(places: readonly HostPlace[], signal: AbortSignal): Promise<void> {
    const send = ({ client, server }: Pair, family: 4 | 6) =>
      this.#sender.send({ from: client.host, to: server.host }, family)
    const { families } = this.network
    await warmUp(pairsToWarm(this.network, places), { families, send, passed: () => this.passed() }, signal)
  }

  async start(host: Host<SubjectSpec>, signal: AbortSignal): Promise<StartedProgram> {
    if (!placeOf(this.network, host.name)) await inTurn(() => this.#join(host, signal))
    const program = await this.#programs.start(host, signal)
    void program.exited.then(() => this.#vantages.poll())
    this.#scope.defer(`end "${host.program.name}"`, async () => {
      if (!program.ended) await program[Symbol.asyncDispose]()
    })
    return program
  }

  async inject(fault: Fault, signal: AbortSignal): Promise<Injection> {
    signal.throwIfAborted()
    const { state, quiet, limits } = this.#setup
    const first = this.before === undefined
    this.#settings.read()
    const now = async () => {
      this.#vantages.hear() // who spoke last may not have been read yet
      ;[this.before, this.spoken] = [this.#settings.found(), new Spoken(this, fault)]
      return await inject(this, fault, signal)
    }
    if (first && quiet !== false && !state) await untilQuiet(() => foundConnections(this), this.recorder, signal)
    return first && state ? await inState(this, state, { withinMs: limits.setupMs, signal }, now) : await now()
  }

  async run(step: RunCommand, signal: AbortSignal): Promise<Evidence> {
    signal.throwIfAborted()
    if (this.wire.ignores(step.on)) throw cannotRun(step, 'it is switched off')
    return await this.#programs.run(step, signal)
  }

  refuseUnreachable = (): void => this.#programs.refuseUnreachable()

  place(host: HostName): HostPlace {
    return this.#programs.ends.place(host)
  }

  programs(host: HostName): ReturnType<PacketTestbed['programs']> {
    return this.#programs.running.on(host)
  }

  enforce(chains: Chains): Rules {
    return enforce(this.network.router, `halfopen_${++this.#tables}`, chains, this.recorder.clock)
  }

  sendCanary(canary: Canary): void {
    this.#sender.send(canary)
  }

  resend: PacketTestbed['resend'] = (...frame) => this.#sender.resend(...frame)

  sendAs: PacketTestbed['sendAs'] = (...segment) => this.#sender.sendAs(...segment)

  passed(): ReturnType<PacketTestbed['passed']> {
    return this.#passed.packets()
  }

  poll = (): void => this.#vantages.poll()

  ignore: PacketTestbed['ignore'] = (...host) => this.#vantages.ignore(...host)

  countHalfMade: PacketTestbed['countHalfMade'] = host => this.#vantages.countHalfMade(host)

  tookOver(dead: HostPlace, by: HostPlace): void {
    this.network.tookOver(dead, by)
  }

  async clear(host: HostName, signal: AbortSignal): Promise<Cleared> {
    const { netns } = this.place(host)
    const processes = await killAll([netns], signal)
    const sockets = destroyAll(netns)
    await this.#programs.running.gone(host, signal)
    return { processes, sockets }
  }

  async restart(host: HostName, signal: AbortSignal): Promise<void> {
    for (const once of this.#programs.running.endedOn(host)) await this.start(once, signal)
  }

  fail(thrown: unknown): void {
    this.recorder.fail(thrown instanceof Error ? thrown : new Error(messageOf(thrown)))
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#scope[Symbol.asyncDispose]()
  }

  /** A host of a script comes when its program is started. Where all are known, there is no room for one more. */
  async #join(host: Host<SubjectSpec>, signal: AbortSignal): Promise<void> {
    if (this.#setup.hosts) return
    const added = await this.network.add([host], signal)
    this.names.renew()
    this.#vantages.watch(this.network, added)
    this.#passed.extend()
    this.#own(added)
    await this.warmUp(added, signal)
  }

  #own(places: readonly HostPlace[]): void {
    const all = places.map(({ netns }) => netns)
    this.#scope.defer('destroy the sockets of the hosts', () => void destroyAll(...all))
    this.#scope.defer('end all processes of the hosts', async () => void (await killAll(all)))
  }
}
