// The programs on a testbed: which of them run on a host, where each listens, and where it finds the others.
import { within } from '../../kit/clock.ts'
import { HalfopenError } from '../../kit/errors.ts'
import { startProcess } from '../../kit/process.ts'
import type { Evidence } from '../../model/evidence.ts'
import type { Host } from '../../model/host.ts'
import { hostsNamedIn, namesFolder, needsFolder, portsNamedBy, portsOfOthersIn } from '../../model/placeholders.ts'
import type { RunCommand } from '../../model/step.ts'
import type { SubjectSpec } from '../../model/subject.ts'
import type { HostName } from '../../model/units.ts'
import type { Recorder } from '../../observe/recorder.ts'
import { HostFolders } from '../host-folders.ts'
import { called } from '../host-words.ts'
import { type StartedProgram, startProgram } from '../launch.ts'
import type { Addresses, Endpoint } from '../placed.ts'
import { prepareHost } from '../prepare-host.ts'
import { runCommand } from '../run-command.ts'
import { askingIn } from './asking.ts'
import { refuseLoopback } from './loopback.ts'
import type { TestbedNames } from './names/testbed-names.ts'
import { type HostPlace, type Network, placeOf, servicePort } from './network.ts'

/** All that were started. Disposing removes their hosts' folders. */
export class Programs implements AsyncDisposable {
  readonly #network: Network
  readonly #names: TestbedNames
  readonly #recorder: Recorder
  readonly #folders = new HostFolders()
  /** Each host's program, started or not: others may name its ports before it is. */
  readonly #of = new Map<HostName, SubjectSpec>()
  readonly #started: { readonly host: Host<SubjectSpec>; readonly program: StartedProgram }[] = []

  constructor(network: Network, names: TestbedNames, recorder: Recorder, hosts: readonly Host<SubjectSpec>[] = []) {
    this.#network = network
    this.#names = names
    this.#recorder = recorder
    for (const { name, program } of hosts) this.#of.set(name, program)
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#folders[Symbol.asyncDispose]()
  }

  /** Starts a host's program at its place; the first one finds the host prepared for it. */
  async start(host: Host<SubjectSpec>, signal: AbortSignal): Promise<StartedProgram> {
    const { netns } = this.place(host.name)
    this.#of.set(host.name, host.program)
    const at = this.#addresses(host.name, servicePort, needsFolder(host.program))
    const inside = <T>(work: () => T) => this.#names.run(() => netns.run(work))
    if (this.#started.every(once => once.host.name !== host.name))
      await prepareHost(host, at, this.#recorder, { inside }, signal)
    const program = await startProgram(host, at, this.#recorder, signal, {
      start: spec => inside(() => startProcess(spec)),
      asking: askingIn(netns, host.program, inside),
      reach: ({ port }) => this.#refuseUnreachable(host, port),
    })
    this.#started.push({ host, program })
    return program
  }

  /** Runs a command on a host, to its end. Rejects with E_STEP, and at once for a host that is not there. */
  async run(step: RunCommand, signal: AbortSignal): Promise<Evidence> {
    const nobody = [step.on, ...hostsNamedIn(step.command)].find(host => !placeOf(this.#network, host))
    if (nobody !== undefined) throw cannotRun(step, `there is no host ${nobody}`)
    const { netns } = this.place(step.on)
    const at = this.#addresses(step.on, this.#portOf(step.on), namesFolder(step.command))
    return await runCommand(step, at, this.#recorder, signal, spec =>
      this.#names.run(() => netns.run(() => startProcess(spec))),
    )
  }

  /** Throws E_LOOPBACK for the first server that nobody can reach, although it is ready. */
  refuseUnreachable(): void {
    for (const { host, program } of this.#started)
      if (host.listens && !program.ended) this.#refuseUnreachable(host, program.endpoint.port)
  }

  /** Throws E_NO_HOST. */
  place(host: HostName): HostPlace {
    const place = placeOf(this.#network, host)
    if (place) return place
    throw new HalfopenError('E_NO_HOST', `Cannot use ${called(host)}: this network has none`, {
      fix: called(host) === host ? `Give the scenario a host called ${host}` : `Give the scenario a ${host}`,
    })
  }

  /** Those that run on a host. Throws E_NO_PROGRAM. */
  on(host: HostName): readonly [StartedProgram, ...StartedProgram[]] {
    const [first, ...rest] = this.#startedOn(host).flatMap(({ program }) => (program.ended ? [] : [program]))
    if (first) return [first, ...rest]
    throw new HalfopenError('E_NO_PROGRAM', `Cannot inject a fault of ${called(host)}: no program runs there`)
  }

  /** What once ran on a host and does not any more, each once however often it was started. */
  endedOn(host: HostName): readonly Host<SubjectSpec>[] {
    const running = this.#startedOn(host).flatMap(({ host, program }) => (program.ended ? [] : [host]))
    return [...new Set(this.#startedOn(host).map(({ host }) => host))].filter(once => !running.includes(once))
  }

  /** Waits until it has been heard that all programs of a host have ended. */
  async gone(host: HostName, signal: AbortSignal): Promise<void> {
    const ends = this.#startedOn(host).map(({ program }) => program.exited)
    await within(`hear of the end of the programs of ${called(host)}`, 3_000, () => Promise.all(ends), signal)
  }

  /** By its own port, and by those that others name. */
  #refuseUnreachable(host: Host<SubjectSpec>, port: number): void {
    const named = [...this.#of.values()].flatMap(portsOfOthersIn).filter(other => other.host === host.name)
    const ports = named.flatMap(other => this.#portsOf(host.name)[other.port] ?? [])
    refuseLoopback(host, this.place(host.name).netns, [port, ...ports])
  }

  #startedOn(name: HostName): { readonly host: Host<SubjectSpec>; readonly program: StartedProgram }[] {
    return this.#started.filter(({ host }) => host.name === name)
  }

  /** Who stands in for another listens on that one's address: it has it only after a takeover, but may bind to it before. */
  #addresses(host: HostName, port: number, withFolder: boolean): Addresses {
    const { family } = this.#network
    const own = this.place(host)
    const { addresses } = own.standsInFor === undefined ? own : this.place(own.standsInFor)
    const of = (other: HostName): Endpoint => ({
      host: this.place(other).addresses[family],
      port: this.#portOf(other),
      ports: this.#portsOf(other),
    })
    const user = this.#of.get(host)?.command.user
    const dir = withFolder ? { dir: this.#folders.of(host, user) } : {}
    const ends = { port, ports: this.#portsOf(host) }
    return {
      own: { host: addresses[family], ...ends },
      self: { host: own.addresses[family], ...ends },
      of,
      ...dir,
    }
  }

  /** Further ports by name, each host's from the one above its own on. */
  #portsOf(host: HostName): Readonly<Record<string, number>> {
    const program = this.#of.get(host)
    const names = program ? portsNamedBy(program) : []
    return Object.fromEntries(names.map((name, at) => [name, servicePort + 1 + at]))
  }

  /** A server may have chosen a port of its own. */
  #portOf(host: HostName): number {
    return this.#startedOn(host).at(-1)?.program.endpoint.port ?? servicePort
  }
}

/** Why a command is not even tried. */
export function cannotRun({ on, command: { file, args } }: RunCommand, why: string): HalfopenError {
  return new HalfopenError('E_STEP', `Cannot run "${[file, ...args].join(' ')}" on ${called(on)}: ${why}`, {
    fix: 'Run it on a host that is up',
  })
}
