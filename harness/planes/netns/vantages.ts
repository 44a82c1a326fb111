// Who watches this plane: the wire in the router, and every host's kernel, and who waits for a CPU. One tap feeds the wire, and the wire wakes the kernels' vantage.
import { messageOf } from '../../kit/errors.ts'
import { kernelOf } from '../../model/observer.ts'
import type { HostName } from '../../model/units.ts'
import { procUdpSockets } from '../../netlink/proc-net.ts'
import { DatagramKernels } from '../../observe/datagram-kernels.ts'
import { Kernels } from '../../observe/kernel.ts'
import type { Recorder } from '../../observe/recorder.ts'
import { openTap, type Tap, type TapFrame } from '../../observe/tap.ts'
import { type Ends, Wire } from '../../observe/wire.ts'
import { called } from '../host-words.ts'
import { type HostPlace, type Network, placeOf } from './network.ts'
import { processesByHost } from './processes.ts'
import { watchedKernel } from './watched-kernel.ts'

/** Opens them: nothing that passes afterwards is missed. `file`: where packets are kept. */
export function openVantages(network: Network, recorder: Recorder, file: string | undefined): Vantages {
  const hostAt = (address: string) => {
    const place = network.hostAt(address)
    return place && { name: place.host, called: called(place.host), connectsTo: place.connectsTo }
  }
  const socketsOn = (host: HostName) => {
    const place = placeOf(network, host)
    return place ? procUdpSockets(place.netns) : []
  }
  const datagramKernels = new DatagramKernels(recorder, socketsOn)
  const onActivity = () => kernels.onActivity()
  const original = <S extends Ends>(ends: S, protocol?: 'tcp' | 'udp') =>
    network.translations?.original(ends, protocol) ?? ends
  const router = { gates: network.gates, hostAt, original }
  const wire = new Wire(recorder, router, onActivity, news => datagramKernels.told(news))
  const kernels: Kernels = new Kernels(recorder, () => tap.drain())
  const broken = (error: Error) => recorder.trouble(`the packets were not all kept: ${messageOf(error)}`)
  // A socket's end is explained by what passed: without that its kernel's vantage is as blind as the wire.
  const missed = (frames: number, sinceWallMs: number) => {
    const why = `${frames} packets passed unseen, because too many came at once`
    for (const by of ['wire', ...network.hosts.map(({ host }) => kernelOf(host))] as const)
      recorder.cut(by, recorder.clock.fromWallMs(sinceWallMs), why)
  }
  const tap: Tap = openTap(network.router, { file, seen: frame => vantages.seen(frame), broken, missed })
  const vantages: Vantages = new Vantages({ wire, kernels, datagramKernels, tap, recorder })
  vantages.watch(network, network.hosts)
  recorder.waits.processes = () => ({ hosts: processesByHost(network.hosts) })
  return vantages
}

/** All of them. Disposing ends the watch. */
export class Vantages implements Disposable {
  readonly wire: Wire
  readonly #kernels: Kernels
  readonly #datagramKernels: DatagramKernels
  readonly #halfMade = new Set<HostName>()
  readonly #listeners = new Set<(frame: TapFrame) => void>()
  readonly #tap: Tap
  readonly #recorder: Recorder

  constructor({ wire, kernels, datagramKernels, tap, recorder }: VantageParts) {
    this.#recorder = recorder
    this.wire = wire
    this.#datagramKernels = datagramKernels
    this.#kernels = kernels
    this.#tap = tap
  }

  /** Watches the kernels of more hosts. */
  watch(network: Network, places: readonly HostPlace[]): void {
    const seen = { wire: this.wire, recorder: this.#recorder, halfMade: this.#halfMade }
    for (const place of places) this.#kernels.watch(watchedKernel(network, place, seen))
  }

  /** From now on what becomes of this host's half-made connections is news as well. */
  countHalfMade(host: HostName): void {
    this.#halfMade.add(host)
  }

  /** One frame: the wire's first, then whoever else listens. */
  seen(frame: TapFrame): void {
    this.wire.seen(frame)
    for (const listener of this.#listeners) listener(frame)
  }

  /** Until it is disposed. */
  listen(listener: (frame: TapFrame) => void): Disposable {
    this.#listeners.add(listener)
    return { [Symbol.dispose]: () => void this.#listeners.delete(listener) }
  }

  /** What has passed by now, whoever waits for a turn to read it. */
  hear(): void {
    this.#tap.drain()
  }

  /** Looks now: what has passed, then what it did to the sockets. */
  poll(): void {
    this.hear()
    this.#kernels.poll()
  }

  /** What the host's kernel does is our doing, and no word of its own; with `false` it is its own again. */
  ignore(host: HostName, ignored = true): void {
    this.poll()
    this.#kernels.ignore(host, ignored)
    this.#datagramKernels.ignore(host, ignored)
    this.wire.ignore(host, ignored)
  }

  [Symbol.dispose](): void {
    this.#recorder.waits.end()
    this.#kernels[Symbol.dispose]()
    this.#tap[Symbol.dispose]()
  }
}

interface VantageParts {
  readonly wire: Wire
  readonly kernels: Kernels
  readonly datagramKernels: DatagramKernels
  readonly tap: Tap
  readonly recorder: Recorder
}
