// Which hosts have sent anything to each other since a fault came: what nobody sends no hole can take, and packets of our own are no evidence.
import { touches } from '../../faults/paths.ts'
import { type Evidence, type Spared, sparing } from '../../model/evidence.ts'
import type { Fault } from '../../model/fault.ts'
import { pathsOf } from '../../model/host.ts'
import type { Path } from '../../model/observer.ts'
import type { Ms } from '../../model/units.ts'
import type { PacketTestbed } from './packet-testbed.ts'
import { hearProgramPackets } from './program-packet.ts'

/** Listens where packets enter the router, to what comes after the fault. Disposing ends it. */
export class Spoken implements Disposable {
  readonly #network: PacketTestbed['network']
  readonly #fault: Fault
  readonly #ends = new Set<string>()
  readonly #hearing: Disposable

  constructor(testbed: Pick<PacketTestbed, 'network' | 'recorder' | 'listen'>, fault: Fault, sinceMs: Ms) {
    this.#network = testbed.network
    this.#fault = fault
    this.#hearing = hearProgramPackets(testbed, ({ source, target }, atMs) => {
      if (atMs >= sinceMs) this.#note(source.address, target.address)
    })
  }

  /** With the paths that the fault was on and took nothing from, should it be over in time. */
  told(evidence: Evidence | undefined): Evidence | undefined {
    return evidence && sparing(evidence, this.spared)
  }

  get spared(): readonly Spared[] {
    const paths = pathsOf(this.#network.hosts.map(({ host, connectsTo }) => ({ name: host, connectsTo })))
    return paths
      .filter(path => touches(this.#fault, path) && !this.#isHeard(path))
      .map(path => ({ ...path, why: nothingTaken(path, this.#fault), onceOver: true }))
  }

  [Symbol.dispose](): void {
    this.#hearing[Symbol.dispose]()
  }

  /** Whoever speaks to an address that is nobody's, such as the router's own, may mean any of his peers. */
  #note(source: string, target: string): void {
    const [from, to] = [source, target].map(address => this.#network.hostAt(address)?.host ?? anybody)
    this.#ends.add(`${from} ${to}`).add(`${to} ${from}`)
  }

  #isHeard({ from, to }: Path): boolean {
    return [`${from} ${to}`, `${from} ${anybody}`, `${to} ${anybody}`].some(ends => this.#ends.has(ends))
  }
}

const anybody = '*'

function nothingTaken({ from, to }: Path, { kind }: Fault): string {
  return `no packet of ${from} or of ${to} was on its way while it lasted: ${kind} took none`
}
