// Which programs run on a host, and which once did.
import { within } from '../../kit/clock.ts'
import type { Host } from '../../model/host.ts'
import type { SubjectSpec } from '../../model/subject.ts'
import type { HostName } from '../../model/units.ts'
import { called } from '../host-words.ts'
import type { StartedProgram } from '../launch.ts'
import { noProgram } from '../no-program.ts'

/** All that were started, in their order. */
export class Running {
  readonly #all: Once[] = []

  add(host: Host<SubjectSpec>, program: StartedProgram): void {
    this.#all.push({ host, program })
  }

  /** Whether any program was ever started on a host. */
  has(host: HostName): boolean {
    return this.#on(host).length > 0
  }

  /** The servers that run. */
  servers(): readonly Once[] {
    return this.#all.filter(({ host, program }) => host.listens && !program.ended)
  }

  /** Where the latest on a host listens: a server may have chosen a port of its own. */
  portOf(host: HostName): number | undefined {
    return this.#on(host).at(-1)?.program.endpoint.port
  }

  /** Those that run on a host. Throws E_NO_PROGRAM. */
  on(host: HostName): readonly [StartedProgram, ...StartedProgram[]] {
    const [first, ...rest] = this.#on(host).flatMap(({ program }) => (program.ended ? [] : [program]))
    if (first) return [first, ...rest]
    throw noProgram(host)
  }

  /** What once ran on a host and does not any more, each once however often it was started. */
  endedOn(host: HostName): readonly Host<SubjectSpec>[] {
    const running = this.#on(host).flatMap(({ host, program }) => (program.ended ? [] : [host]))
    return [...new Set(this.#on(host).map(({ host }) => host))].filter(once => !running.includes(once))
  }

  /** Waits until it has been heard that all programs of a host have ended. */
  async gone(host: HostName, signal: AbortSignal): Promise<void> {
    const ends = this.#on(host).map(({ program }) => program.exited)
    await within(`hear of the end of the programs of ${called(host)}`, 3_000, () => Promise.all(ends), signal)
  }

  #on(name: HostName): readonly Once[] {
    return this.#all.filter(({ host }) => host.name === name)
  }
}

/** A program that was started. */
interface Once {
  readonly host: Host<SubjectSpec>
  readonly program: StartedProgram
}
