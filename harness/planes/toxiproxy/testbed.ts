// This plane opened for one run: a Toxiproxy, a tap on both of its sides for each path, and the programs under test.
import { abortable } from '../../kit/clock.ts'
import { HalfopenError, messageOf } from '../../kit/errors.ts'
import { type Process, signalAll } from '../../kit/processes.ts'
import { Scope } from '../../kit/scope.ts'
import type { Evidence } from '../../model/evidence.ts'
import type { Fault } from '../../model/fault.ts'
import type { FoundConnection } from '../../model/found.ts'
import { type Host, pathsOf } from '../../model/host.ts'
import type { Path } from '../../model/observer.ts'
import { hostsNamedIn, namesFolder, needsFolder } from '../../model/placeholders.ts'
import type { RunCommand } from '../../model/step.ts'
import type { SubjectSpec } from '../../model/subject.ts'
import type { HostName } from '../../model/units.ts'
import type { Recorder } from '../../observe/recorder.ts'
import { called } from '../host-words.ts'
import { type StartedProgram, startProgram } from '../launch.ts'
import type { Addresses, Endpoint } from '../placed.ts'
import type { Injection, Setup } from '../plane.ts'
import { untilQuiet } from '../quiet.ts'
import { runCommand } from '../run-command.ts'
import type { ByteTestbed } from './byte-testbed.ts'
import type { Connection } from './connection.ts'
import type { Provisioned } from './find.ts'
import { foundConnections } from './found.ts'
import { HostPrograms } from './host-programs.ts'
import { inject } from './injectors.ts'
import { type Link, openLink } from './link.ts'
import { Paths } from './paths.ts'
import { provision } from './provision.ts'
import { refuseSixOnly } from './six-only.ts'
import { SettingsSeen } from './socket-settings.ts'
import type { TappedPath } from './tapped-path.ts'
import { uncarriable } from './unsupported.ts'
import { Wire } from './wire.ts'

/** Opens the testbed. Toxiproxy starts while the servers do: starting a client waits for both. */
export async function openTestbed(
  { hosts = [], quiet }: Pick<Setup, 'hosts' | 'quiet'>,
  recorder: Recorder,
  signal: AbortSignal,
  find: () => Promise<Provisioned> = provision,
): Promise<ToxiproxyTestbed> {
  const found = await abortable(signal, find())
  const testbed = new ToxiproxyTestbed(recorder, quiet ?? true, broken => openLink(found, broken, signal))
  for (const path of pathsOf(hosts)) testbed.path(path).catch(() => {}) // it has failed the run
  return testbed
}

/** The testbed, and all that has to be closed with it. */
export class ToxiproxyTestbed implements ByteTestbed {
  readonly recorder: Recorder
  readonly wire: Wire
  broken = false
  found: readonly FoundConnection[] | undefined
  #waitsForQuiet: boolean
  readonly #link: Promise<Link>
  readonly #paths: Paths
  readonly #hosts = new HostPrograms()
  readonly #settings = new SettingsSeen(this)
  readonly #scope = new Scope()

  constructor(recorder: Recorder, quiet: boolean, open: (broken: (error: Error) => void) => Promise<Link>) {
    this.recorder = recorder
    this.#waitsForQuiet = quiet
    this.wire = new Wire(recorder, connection => this.#settings.born(connection))
    this.#link = open(error => this.fail(error))
    this.#link.catch((thrown: unknown) => this.fail(thrown))
    let carriers: readonly number[] = []
    void this.#link.then(
      ({ pid }) => {
        if (pid !== undefined) carriers = [pid]
      },
      () => {},
    )
    recorder.waits.processes = () => ({ hosts: this.#hosts.families(), carriers })
    this.#paths = new Paths({ recorder, wire: this.wire, link: this.#link })
    this.#scope.defer('close the way through Toxiproxy', async () => {
      await this.#paths.settled().catch(() => {})
      const link = await this.#link.catch(() => undefined)
      await link?.[Symbol.asyncDispose]()
    })
    this.#scope.own('close the taps', this.#paths)
    this.#scope.own('end the programs', this.#hosts)
  }

  get paths(): readonly TappedPath[] {
    return this.#paths.made
  }

  get connections(): readonly Connection[] {
    return this.paths.flatMap(({ tap }) => tap.connections)
  }

  /** The path from a host to another, made when it is first asked for. */
  async path(path: Path): Promise<TappedPath> {
    return await this.#paths.from(path).catch((thrown: unknown) => {
      this.fail(thrown)
      throw thrown
    })
  }

  async start(host: Host<SubjectSpec>, signal: AbortSignal): Promise<StartedProgram> {
    const reason = uncarriable(host)
    if (reason !== undefined) throw new HalfopenError('E_UNSUPPORTED', `Cannot start "${host.program.name}": ${reason}`)
    const near = await this.#addresses(host.name, await this.#hosts.place(host), host.connectsTo, signal)
    const at = needsFolder(host.program)
      ? { ...near, dir: this.#hosts.folder(host.name, host.program.command.user) }
      : near
    await this.#hosts.prepare(host, at, this.recorder, signal)
    const start = this.#hosts.startOn.bind(this.#hosts, host.name)
    const reach = ({ port }: Endpoint) => refuseSixOnly(host, port)
    const program = await startProgram(host, at, this.recorder, signal, { start, reach })
    this.#hosts.add(program)
    if (host.listens) this.#paths.leadTo(host.name, program.endpoint)
    return program
  }

  async inject(fault: Fault, signal: AbortSignal): Promise<Injection> {
    await abortable(signal, Promise.all([this.#link, this.#paths.settled()]))
    await abortable(signal, this.#settings.read())
    const look = () => foundConnections(this.connections, one => this.#settings.of(one))
    if (this.#waitsForQuiet) await untilQuiet(look, this.recorder, signal)
    this.#waitsForQuiet = false
    this.found = look()
    return await inject(this, fault, signal)
  }

  async run(step: RunCommand, signal: AbortSignal): Promise<Evidence> {
    const { on, command } = step
    const named = hostsNamedIn(command)
    const place = this.#hosts.placeOf(on)
    const nobody = [on, ...named].find(host => this.#hosts.placeOf(host) === undefined)
    if (!place || nobody !== undefined) throw refusal(step, `there is no host ${nobody ?? on}`)
    if (this.wire.ignores(on)) throw refusal(step, 'it is switched off')
    const near = await this.#addresses(on, place, named, signal)
    const at = namesFolder(command) ? { ...near, dir: this.#hosts.folder(on) } : near
    return await runCommand(step, at, this.recorder, signal, this.#hosts.startOn.bind(this.#hosts, on))
  }

  onEachPath(apply: (path: TappedPath) => Promise<void>): Promise<Disposable> {
    return this.#paths.each(apply)
  }

  programs(host: HostName): readonly [StartedProgram, ...StartedProgram[]] {
    return this.#hosts.of(host)
  }

  processes = (host: HostName): Promise<readonly Process[]> => this.#hosts.processes(host)

  signal(processes: readonly Pick<Process, 'pid' | 'group'>[], name: NodeJS.Signals): void {
    signalAll(processes, name)
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

  /** Its own address, and the near end of the path to each other host. */
  async #addresses(
    host: HostName,
    own: Endpoint,
    others: readonly HostName[],
    signal: AbortSignal,
  ): Promise<Addresses> {
    const making = others.filter(to => to !== host).map(to => this.path({ from: host, to }))
    const paths = await abortable(signal, Promise.all(making))
    const ends = new Map(paths.map(({ to, tap }) => [to, tap.clientConnectsTo]))
    return { own, self: own, of: name => ends.get(name) ?? own }
  }
}

function refusal({ on, command }: RunCommand, why: string): HalfopenError {
  return new HalfopenError(
    'E_STEP',
    `Cannot run "${[command.file, ...command.args].join(' ')}" on ${called(on)}: ${why}`,
    {
      fix: 'Run it on a host that is up',
    },
  )
}
