// The DNS server of a testbed, in its router: it knows the scenario's names and the hosts' own, and says at once of any other that there is none.
import { createSocket } from 'node:dgram'
import { after, within } from '../../../kit/clock.ts'
import { dropped, type Lookup } from '../../../model/lookup.ts'
import type { Names } from '../../../model/names.ts'
import type { Ms } from '../../../model/units.ts'
import { addAddress } from '../../../netlink/address.ts'
import { setUp } from '../../../netlink/link.ts'
import { loopback } from '../../../netlink/rtnetlink.ts'
import { boundSocket } from '../../../netlink/server-socket.ts'
import type { Recorder } from '../../../observe/recorder.ts'
import type { HostPlace, Network } from '../network.ts'
import { answerTo } from './dns-answer.ts'
import { type Answer, type AnswerCode, answerIn, asking, isCut, type Question, questionIn } from './dns-message.ts'
import { DnsSockets, dnsPort, type From, type Reply } from './dns-sockets.ts'
import { StrangeNames } from './strange-names.ts'
import { Zone } from './zone.ts'

/** Where it is, by family: no segment has such a number. RFC 2544 and RFC 5180. */
export const serverAddress: Readonly<Record<4 | 6, string>> = { 4: '198.18.0.53', 6: '2001:2::53' }

/** How it answers: as it should, later, or with a refusal. */
export interface Manner {
  readonly lateMs?: Ms
  readonly code?: AnswerCode
}

/** Listens from its making on. Disposing ends it. */
export class NameServer implements Disposable {
  readonly zone: Zone
  readonly #manners = new Set<Manner>()
  readonly #network: Network
  readonly #recorder: Recorder
  readonly #sockets: DnsSockets
  /** The ports of our own questions, which no program has asked. */
  readonly #own = new Set<number>()
  readonly #held = new Set<Disposable>()
  readonly #strange: StrangeNames
  readonly #listeners: ((lookup: Lookup) => void)[] = []

  constructor(network: Network, names: Names, recorder: Recorder) {
    this.#network = network
    this.#recorder = recorder
    this.zone = new Zone(names, () => network.hosts.map(({ host }) => host))
    this.#strange = new StrangeNames(recorder, this.zone)
    const { router, family } = network
    router.request(setUp(loopback), addAddress(loopback, `${serverAddress[family]}/${family === 4 ? 32 : 128}`))
    this.#sockets = new DnsSockets(router, serverAddress[family], (bytes, from, reply) =>
      this.#hear(bytes, from, reply),
    )
  }

  /** Answers that were held back and have not been given yet. */
  get held(): number {
    return this.#held.size
  }

  /** From now on it answers so, until that is disposed. Of several errors it is the latest that it tells. */
  behave(manner: Manner): Disposable {
    this.#manners.add(manner)
    return { [Symbol.dispose]: () => void this.#manners.delete(manner) }
  }

  /** Is told of each question that a program asks, as it is answered. */
  listen(heard: (lookup: Lookup) => void): Disposable {
    this.#listeners.push(heard)
    return { [Symbol.dispose]: () => void this.#listeners.splice(this.#listeners.indexOf(heard), 1) }
  }

  /** Asks from a host, past its resolver. What it is told; undefined where nobody answers in time. */
  async ask({ netns, addresses }: HostPlace, name: string, withinMs: Ms): Promise<string | undefined> {
    const { family } = this.#network
    const socket = createSocket(family === 4 ? 'udp4' : 'udp6').on('error', () => {})
    const answered = Promise.withResolvers<string>()
    socket.on('message', bytes => {
      const answer = answerIn(bytes, ownId)
      if (answer !== undefined) answered.resolve(answer)
    })
    socket.bind({ fd: boundSocket(netns, 'udp', addresses[family], 0) })
    const { port } = socket.address()
    this.#own.add(port)
    socket.send(asking(ownId, name, family === 4 ? 'A' : 'AAAA'), dnsPort, serverAddress[family], () => {})
    try {
      return await within('hear an answer to a question for a name', withinMs, () => answered.promise)
    } catch {
      return undefined
    } finally {
      this.#own.delete(port)
      socket.close()
    }
  }

  /** A question vanished on its way here. */
  missed({ asked }: Question, from: Pick<From, 'address' | 'port'>, atMs: Ms): void {
    const { name, type } = asked
    this.#heard({ atMs, name, type, answer: dropped }, from)
  }

  [Symbol.dispose](): void {
    this.#sockets[Symbol.dispose]()
    for (const one of this.#held) one[Symbol.dispose]()
    this.#held.clear()
  }

  #hear(bytes: Buffer, from: From, reply: Reply): void {
    const question = questionIn(bytes)
    if (!question) return
    const { name, type } = question.asked
    const { code, lateMs } = this.#manner()
    const answer = answerTo(question, code === undefined ? this.#answer(name, type) : { code }, from.by)
    const about = {
      ...{ atMs: this.#recorder.clock.nowMs(), name, type, answer: answerIn(answer, question.id) ?? '' },
      ...(isCut(answer) ? { cut: true as const } : {}),
      ...(from.by === 'tcp' ? { by: from.by } : {}),
      ...(lateMs === undefined ? {} : { lateMs }),
    }
    this.#heard(about, from)
    if (lateMs === undefined) {
      reply(answer)
      return
    }
    const held = after(lateMs, () => {
      this.#held.delete(held)
      reply(answer)
    })
    this.#held.add(held)
  }

  /** Of our own questions nothing is told, nor of those that come from nowhere. */
  #heard(about: Omit<Lookup, 'host'>, { address, port }: Pick<From, 'address' | 'port'>): void {
    const host = this.#network.hostAt(address.replace('::ffff:', ''))?.host
    if (host === undefined || this.#own.has(port)) return
    const lookup = { ...about, host }
    this.#recorder.lookup(lookup)
    for (const listener of [...this.#listeners]) listener(lookup)
    if (this.#manner().code === undefined) this.#strange.note(lookup)
  }

  #manner(): Manner {
    return Object.assign({}, ...this.#manners)
  }

  #answer(name: string, type: string): Answer {
    const record = this.zone.find(name)
    if (!record) return { code: 'NXDOMAIN' }
    const { family, hosts } = this.#network
    const asked = type === (family === 4 ? 'A' : 'AAAA')
    const places = record.is.flatMap(is => hosts.filter(({ host }) => host === is))
    return { addresses: asked ? places.map(({ addresses }) => addresses[family]) : [], ttlMs: record.ttlMs }
  }
}

const ownId = 1
