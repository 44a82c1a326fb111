// The paths of a run, each made when it is first asked for, and what holds for those that are still to come.
import type { Path } from '../../model/observer.ts'
import type { HostName } from '../../model/units.ts'
import type { Recorder } from '../../observe/recorder.ts'
import type { Endpoint } from '../placed.ts'
import type { Link } from './link.ts'
import { openTap, type Tap } from './tap.ts'
import { TappedPath } from './tapped-path.ts'
import type { Wire } from './wire.ts'

/** All of them. Disposing closes the taps, and with them every connection. */
export class Paths implements AsyncDisposable {
  readonly #making = new Map<string, Promise<TappedPath>>()
  readonly #made = new Map<string, TappedPath>()
  readonly #taps: Promise<Tap>[] = []
  readonly #standing = new Set<Apply>()
  readonly #listens = new Map<HostName, Endpoint>()
  readonly #on: PathParts

  constructor(on: PathParts) {
    this.#on = on
  }

  /** Those that are there, in the order in which they were asked for. */
  get made(): readonly TappedPath[] {
    return [...this.#making.keys()].flatMap(name => this.#made.get(name) ?? [])
  }

  /** The one from a host to another. */
  async from({ from, to }: Path): Promise<TappedPath> {
    const name = `${from}>${to}`
    const making = this.#making.get(name) ?? this.#make(name, { from, to })
    this.#making.set(name, making)
    return await making
  }

  /** Resolves when all that were asked for are there. */
  async settled(): Promise<void> {
    await Promise.all(this.#making.values())
  }

  /** Where a host listens: paths to it lead there from now on. */
  leadTo(host: HostName, endpoint: Endpoint): void {
    this.#listens.set(host, endpoint)
    for (const { to, tap } of this.made) if (to === host) tap.leadsTo(endpoint)
  }

  /** Does something to each, also to those that come until what it returns is disposed of. */
  async each(apply: Apply): Promise<Disposable> {
    this.#standing.add(apply)
    await Promise.all(this.made.map(apply))
    return { [Symbol.dispose]: () => this.#standing.delete(apply) }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const taps = await Promise.allSettled(this.#taps)
    await Promise.all(taps.map(async tap => tap.status === 'fulfilled' && tap.value[Symbol.asyncDispose]()))
  }

  async #make(name: string, path: Path): Promise<TappedPath> {
    const opening = openTap(path, this.#on.recorder, this.#on.wire)
    this.#taps.push(opening)
    const [tap, link] = await Promise.all([opening, this.#on.link])
    const made = new TappedPath(path, tap, await link.proxyTo(tap.toxiproxyConnectsTo))
    const listens = this.#listens.get(path.to)
    if (listens) tap.leadsTo(listens)
    for (const apply of this.#standing) await apply(made)
    this.#made.set(name, made)
    return made
  }
}

/** What paths are made of. */
export interface PathParts {
  readonly recorder: Recorder
  readonly wire: Wire
  readonly link: Promise<Link>
}

type Apply = (path: TappedPath) => Promise<void>
