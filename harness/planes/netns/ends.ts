// Where each host's program listens, and where it finds the others: addresses, ports by name, and the folder of its own.
import { HalfopenError } from '../../kit/errors.ts'
import type { Host } from '../../model/host.ts'
import { portsNamedBy, portsOfOthersIn } from '../../model/placeholders.ts'
import type { SubjectSpec } from '../../model/subject.ts'
import type { HostName } from '../../model/units.ts'
import { HostFolders } from '../host-folders.ts'
import { called } from '../host-words.ts'
import type { Addresses, Endpoint } from '../placed.ts'
import { type HostPlace, type Network, placeOf, servicePort } from './network.ts'
import type { Running } from './running.ts'

/** The ends of a network. Disposing removes their folders. */
export class Ends implements AsyncDisposable {
  readonly #network: Network
  readonly #running: Running
  readonly #folders = new HostFolders()
  /** Each host's program, started or not: others may name its ports before it is. */
  readonly #programs = new Map<HostName, SubjectSpec>()

  constructor(network: Network, running: Running, hosts: readonly Host<SubjectSpec>[]) {
    this.#network = network
    this.#running = running
    for (const host of hosts) this.know(host)
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#folders[Symbol.asyncDispose]()
  }

  know({ name, program }: Host<SubjectSpec>): void {
    this.#programs.set(name, program)
  }

  /** Throws E_NO_HOST. */
  place(host: HostName): HostPlace {
    const place = placeOf(this.#network, host)
    if (place) return place
    throw new HalfopenError('E_NO_HOST', `Cannot use ${called(host)}: this network has none`, {
      fix: called(host) === host ? `Give the scenario a host called ${host}` : `Give the scenario a ${host}`,
    })
  }

  /**
   * Of a host that listens on this port; that of the program that it has where absent. Who stands in for another listens on that one's address: it
   * has it only after a takeover, but may bind to it before.
   */
  addresses(host: HostName, withFolder: boolean, port: number = this.#portOf(host)): Addresses {
    const { family } = this.#network
    const own = this.place(host)
    const { addresses } = own.standsInFor === undefined ? own : this.place(own.standsInFor)
    const of = (other: HostName): Endpoint => ({
      host: this.place(other).addresses[family],
      port: this.#portOf(other),
      ports: this.#portsOf(other),
    })
    const user = this.#programs.get(host)?.command.user
    const dir = withFolder ? { dir: this.#folders.of(host, user) } : {}
    const ends = { port, ports: this.#portsOf(host) }
    return { own: { host: addresses[family], ...ends }, self: { host: own.addresses[family], ...ends }, of, ...dir }
  }

  /** Those of a host's ports that others name. */
  portsNamedByOthers(host: HostName): readonly number[] {
    const named = [...this.#programs.values()].flatMap(portsOfOthersIn).filter(other => other.host === host)
    return named.flatMap(other => this.#portsOf(host)[other.port] ?? [])
  }

  /** Further ports by name, each host's from the one above its own on. */
  #portsOf(host: HostName): Readonly<Record<string, number>> {
    const program = this.#programs.get(host)
    const names = program ? portsNamedBy(program) : []
    return Object.fromEntries(names.map((name, at) => [name, servicePort + 1 + at]))
  }

  #portOf(host: HostName): number {
    return this.#running.portOf(host) ?? servicePort
  }
}
