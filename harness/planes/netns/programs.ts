// Starts programs on a testbed, each at its place, and runs commands beside them.
import { HalfopenError } from '../../kit/errors.ts'
import { startProcess } from '../../kit/process.ts'
import type { Evidence } from '../../model/evidence.ts'
import type { Host } from '../../model/host.ts'
import { hostsNamedIn, namesFolder, needsFolder } from '../../model/placeholders.ts'
import type { RunCommand } from '../../model/step.ts'
import type { SubjectSpec } from '../../model/subject.ts'
import type { Recorder } from '../../observe/recorder.ts'
import { called } from '../host-words.ts'
import { type StartedProgram, startProgram } from '../launch.ts'
import { prepareHost } from '../prepare-host.ts'
import { runCommand } from '../run-command.ts'
import { askingIn } from './asking.ts'
import { Ends } from './ends.ts'
import { refuseLoopback } from './loopback.ts'
import type { TestbedNames } from './names/testbed-names.ts'
import { type Network, placeOf, servicePort } from './network.ts'
import { Running } from './running.ts'

/** Those of a testbed. Disposing removes their hosts' folders. */
export class Programs implements AsyncDisposable {
  readonly running: Running = new Running()
  readonly ends: Ends
  readonly #network: Network
  readonly #names: TestbedNames
  readonly #recorder: Recorder

  constructor(network: Network, names: TestbedNames, recorder: Recorder, hosts: readonly Host<SubjectSpec>[] = []) {
    this.#network = network
    this.#names = names
    this.#recorder = recorder
    this.ends = new Ends(network, this.running, hosts)
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.ends[Symbol.asyncDispose]()
  }

  /** Starts a host's program at its place; the first one finds the host prepared for it. */
  async start(host: Host<SubjectSpec>, signal: AbortSignal): Promise<StartedProgram> {
    const { netns } = this.ends.place(host.name)
    this.ends.know(host)
    const at = this.ends.addresses(host.name, needsFolder(host.program), servicePort)
    const inside = <T>(work: () => T) => this.#names.run(() => netns.run(work))
    if (!this.running.has(host.name)) await prepareHost(host, at, this.#recorder, { inside }, signal)
    const program = await startProgram(host, at, this.#recorder, signal, {
      start: spec => inside(() => startProcess(spec)),
      asking: askingIn(netns, host.program, inside),
      reach: ({ port }) => this.#refuseUnreachable(host, port),
    })
    this.running.add(host, program)
    return program
  }

  /** Runs a command on a host, to its end. Rejects with E_STEP, and at once for a host that is not there. */
  async run(step: RunCommand, signal: AbortSignal): Promise<Evidence> {
    const nobody = [step.on, ...hostsNamedIn(step.command)].find(host => !placeOf(this.#network, host))
    if (nobody !== undefined) throw cannotRun(step, `there is no host ${nobody}`)
    const { netns } = this.ends.place(step.on)
    const at = this.ends.addresses(step.on, namesFolder(step.command))
    return await runCommand(step, at, this.#recorder, signal, spec =>
      this.#names.run(() => netns.run(() => startProcess(spec))),
    )
  }

  /** Throws E_LOOPBACK for the first server that nobody can reach, although it is ready. */
  refuseUnreachable(): void {
    for (const { host, program } of this.running.servers()) this.#refuseUnreachable(host, program.endpoint.port)
  }

  /** By its own port, and by those that others name. */
  #refuseUnreachable(host: Host<SubjectSpec>, port: number): void {
    refuseLoopback(host, this.ends.place(host.name).netns, [port, ...this.ends.portsNamedByOthers(host.name)])
  }
}

/** Why a command is not even tried. */
export function cannotRun({ on, command: { file, args } }: RunCommand, why: string): HalfopenError {
  return new HalfopenError('E_STEP', `Cannot run "${[file, ...args].join(' ')}" on ${called(on)}: ${why}`, {
    fix: 'Run it on a host that is up',
  })
}
