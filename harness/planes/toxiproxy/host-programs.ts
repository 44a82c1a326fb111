// The programs by host: where each listens, how its processes are known from all others, and what is left of them at the end.
import { reservePort } from '../../kit/ports.ts'
import { type Child, type ProcessSpec, startProcess } from '../../kit/process.ts'
import { hostMarkName, type Process, processesOf, signalAll } from '../../kit/processes.ts'
import { Scope } from '../../kit/scope.ts'
import type { Host } from '../../model/host.ts'
import { namesOwnPort, portsNamedBy } from '../../model/placeholders.ts'
import type { SubjectSpec } from '../../model/subject.ts'
import type { HostName } from '../../model/units.ts'
import type { Recorder } from '../../observe/recorder.ts'
import { HostFolders } from '../host-folders.ts'
import { called } from '../host-words.ts'
import type { StartedProgram } from '../launch.ts'
import { noProgram } from '../no-program.ts'
import type { Addresses, Endpoint } from '../placed.ts'
import { prepareHost } from '../prepare-host.ts'
import { familyOf } from './family.ts'

/** All that were started. Disposing ends them, and what they have left behind. */
export class HostPrograms implements AsyncDisposable {
  readonly #programs: StartedProgram[] = []
  readonly #places = new Map<HostName, Endpoint>()
  readonly #scope = new Scope()
  /** Marks the processes of this run's hosts, and of no other run's. */
  readonly #run = crypto.randomUUID()

  readonly #folders = new HostFolders()

  constructor() {
    this.#scope.own("remove the hosts' folders", this.#folders)
    this.#scope.defer('end what the programs have left behind', async () => {
      signalAll(await processesOf(({ mark }) => mark?.startsWith(this.#run) ?? false), 'SIGKILL')
    })
  }

  /** Where a host is to listen, and where it does once it runs. A port is reserved for one that listens, or names its own. */
  async place(host: Host<SubjectSpec>): Promise<Endpoint> {
    const port = host.listens || namesOwnPort(host.program) ? await this.#reserve(host) : 0
    const ports: Record<string, number> = {}
    for (const name of portsNamedBy(host.program)) ports[name] = await this.#reserve(host)
    const place = { host: '127.0.0.1', port, ports }
    this.#places.set(host.name, place)
    return place
  }

  /** Where a host is; undefined for one that was never started. */
  placeOf(host: HostName): Endpoint | undefined {
    return this.#places.get(host)
  }

  /** Starts a process of a host, with the mark by which it is known. */
  async startOn(host: HostName, spec: ProcessSpec): Promise<Child> {
    return await startProcess({ ...spec, env: { ...spec.env, [hostMarkName]: this.#markOf(host) } })
  }

  /** The folder of a host, made when its program or a command there asks for it. */
  folder(host: HostName, user?: string): string {
    return this.#folders.of(host, user)
  }

  /** Prepares a host for its program. */
  async prepare(host: Host<SubjectSpec>, at: Addresses, recorder: Recorder, signal: AbortSignal): Promise<void> {
    const env = { [hostMarkName]: this.#markOf(host.name) }
    await prepareHost(host, at, recorder, { inside: work => work(), env }, signal)
  }

  /** Takes a program that runs. */
  add(program: StartedProgram): void {
    this.#programs.push(program)
    this.#places.set(program.host, program.endpoint)
    this.#scope.defer(`end "${program.name}"`, async () => {
      if (!program.ended) await program[Symbol.asyncDispose]()
    })
  }

  /** Those that run on a host. Throws E_NO_PROGRAM when there is none. */
  of(host: HostName): readonly [StartedProgram, ...StartedProgram[]] {
    const [first, ...rest] = this.#running(host)
    if (first) return [first, ...rest]
    throw noProgram(host)
  }

  /** All processes of a host, whoever started them and however far they forked away. */
  async processes(host: HostName): Promise<readonly Process[]> {
    const groups = this.#running(host).map(({ pid }) => pid)
    return await processesOf(({ group, mark }) => groups.includes(group) || mark === this.#markOf(host))
  }

  /** What runs of each program and has not left its parents: read at once. */
  families(): readonly (readonly [HostName, readonly number[]])[] {
    return this.#programs.filter(({ ended }) => !ended).map(({ host, pid }) => [host, familyOf(pid)])
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#scope[Symbol.asyncDispose]()
  }

  async #reserve({ name }: Pick<Host, 'name'>): Promise<number> {
    const reserved = await reservePort()
    this.#scope.defer(`give back the port of ${called(name)}`, () => reserved[Symbol.dispose]())
    return reserved.port
  }

  #running(host: HostName): readonly StartedProgram[] {
    return this.#programs.filter(program => program.host === host && !program.ended)
  }

  #markOf(host: HostName): string {
    return `${this.#run}/${host}`
  }
}
