// Which connections had anything on their way, or to say, while a fault lasted: what nobody sends none can take, and packets of our own are no evidence.
import { hostsOf, takesOf } from '../../faults/all.ts'
import { touches } from '../../faults/paths.ts'
import { strikes } from '../../faults/struck.ts'
import type { Connection } from '../../model/connection.ts'
import type { Spared } from '../../model/evidence.ts'
import type { Fault } from '../../model/fault.ts'
import { pathsOf } from '../../model/host.ts'
import { isOn, type Path } from '../../model/observer.ts'
import type { HostName, Ms } from '../../model/units.ts'
import { nothingTaken } from '../nothing-taken.ts'
import { type Said, wasOverdue } from '../overdue.ts'
import type { PacketTestbed, SpokenSince } from './packet-testbed.ts'
import { hearProgramPackets, type ProgramPacket } from './program-packet.ts'
import { UnseenSockets } from './unseen-sockets.ts'

/** Listens where packets enter the router, from right before a fault on, until it is disposed. */
export class Spoken implements SpokenSince, Disposable {
  readonly #testbed: Seen
  readonly #fault: Fault
  /** By the connection's id. */
  readonly #said = new Map<number, Said>()
  /** Who has sent anything to an address that is nobody's, such as the router's own, and may have meant any of his peers. */
  readonly #unknown = new Map<HostName, Ms>()
  readonly #hearing: Disposable | undefined
  readonly #unseen: UnseenSockets | undefined
  #done: Done | undefined

  constructor(testbed: Seen, fault: Fault) {
    this.#testbed = testbed
    this.#fault = fault
    const takes = takesOf(fault)
    // A translation that the router has forgotten stays so, also when it forgets no more.
    if (takes === 'more' || (takes === 'memory' && testbed.network.translations)) return
    this.#hearing = hearProgramPackets(testbed, (packet, atMs) => this.#hear(packet, atMs))
    if (takes === 'cable') this.#unseen = new UnseenSockets(testbed, hostsOf(fault))
  }

  since(done: Done): void {
    this.#done = done
  }

  look(): void {
    this.#unseen?.look()
  }

  /** Whom it has taken nothing from so far. */
  get spared(): readonly Spared[] {
    const { recorder, network } = this.#testbed
    const done = this.#done
    if (!this.#hearing || !done) return []
    const onceOver = takesOf(this.#fault) !== 'time'
    const untilMs = done.healedAtMs ?? Number.POSITIVE_INFINITY
    const isStruck = strikes(this.#fault, done.found, recorder.connections)
    const all = recorder.connections.filter(({ bornMs }) => bornMs <= untilMs)
    const declared = pathsOf(network.hosts.map(({ host, connectsTo }) => ({ name: host, connectsTo })))
    const paths = [...declared, ...all].filter((path, at, all) => all.findIndex(isOn(path)) === at)
    return paths
      .filter(path => touches(this.#fault, path) && !this.#mayBeMeant(path, done))
      .flatMap(path => {
        const made = all.filter(isOn(path))
        const own = made.filter(isStruck)
        const silent = own.filter(one => !this.#hadSomething(one, done))
        if (own.length > 0 && silent.length === 0) return []
        const why = nothingTaken(this.#fault, path, { silent, of: made.length })
        const { from, to } = path
        const alone = silent.length < own.length ? { connections: silent.map(({ id }) => id) } : {}
        return [{ from, to, ...alone, why, ...(onceOver ? { onceOver } : {}) }]
      })
  }

  [Symbol.dispose](): void {
    this.#hearing?.[Symbol.dispose]()
  }

  #hear(packet: ProgramPacket, atMs: Ms): void {
    const { network, wire } = this.#testbed
    const { source, target } = packet
    const [from, to] = [network.hostAt(source.address)?.host, network.hostAt(target.address)?.host]
    const isOver = atMs > (this.#done?.healedAtMs ?? Number.POSITIVE_INFINITY)
    const isWord = packet.payloadBytes > 0 || packet.syn || packet.fin || packet.rst
    if (from === undefined || to === undefined) {
      if (!isOver) this.#unknown.set(from ?? to ?? '', atMs)
      return
    }
    const flow = packet.syn === undefined ? wire.datagrams.flow(source, target) : wire.flow(source, target)
    if (flow?.connection === undefined) return
    const said = this.#said.get(flow.connection) ?? {}
    if (isOver) said.next ??= isWord ? { by: from, atMs } : undefined
    else if (!wire.ignores(from) && (isWord || takesOf(this.#fault) !== 'words')) said.lastMs = atMs
    this.#said.set(flow.connection, said)
  }

  #mayBeMeant({ from, to }: Path, { atMs }: Done): boolean {
    return [from, to].some(host => (this.#unknown.get(host) ?? Number.NEGATIVE_INFINITY) >= atMs)
  }

  /** What a stopped program has not read, or has to say as soon as it goes on, was on its way as well. */
  #hadSomething(connection: Connection, done: Done): boolean {
    const said = this.#said.get(connection.id) ?? {}
    const { lastMs = Number.NEGATIVE_INFINITY } = said
    if (lastMs >= done.atMs || this.#unseen?.hadSomething(connection)) return true
    const takes = takesOf(this.#fault)
    if (takes !== 'words' && takes !== 'both') return false
    const found = done.found?.find(one => one.connection === connection.id)
    if (found && found.unackedBytes + (found.unreadBytes ?? 0) > 0) return true
    return wasOverdue(this.#fault, said, done.healedAtMs, found?.state)
  }
}

/** The fault, as it was put into force. */
type Done = Parameters<SpokenSince['since']>[0]

type Seen = Pick<PacketTestbed, 'network' | 'recorder' | 'wire' | 'listen' | 'place'>
