// Who watches this plane: the wire in the router, and both kernels. One tap feeds the wire, and the wire wakes the kernels' vantage.
import { messageOf } from '../../kit/errors.ts'
import type { Host } from '../../model/units.ts'
import type { TcpSocket } from '../../netlink/tcp-socket.ts'
import type { Side } from '../../observe/flow.ts'
import { Kernels, type WatchedKernel } from '../../observe/kernel.ts'
import type { Recorder } from '../../observe/recorder.ts'
import type { Goodbyes } from '../../observe/socket-story.ts'
import { openTap, type Tap } from '../../observe/tap.ts'
import { endText, Wire } from '../../observe/wire.ts'
import type { HostPlace, Network } from './network.ts'

/** Opens them: nothing that passes afterwards is missed. `file`: where packets are kept. */
export function openVantages(network: Network, recorder: Recorder, file: string | undefined): Vantages {
  const wire = new Wire(recorder, { client: network.client.gate, server: network.lan }, () => kernels.onActivity())
  const kernels: Kernels = new Kernels(recorder, watchedKernels(network, wire), () => tap.drain())
  const broken = (error: Error) => recorder.trouble(`the packets were not all kept: ${messageOf(error)}`)
  // A socket's end is explained by what passed: without that its kernel's vantage is as blind as the wire.
  const missed = (frames: number, sinceWallMs: number) => {
    const why = `${frames} packets passed unseen, because too many came at once`
    for (const by of ['wire', 'client-kernel', 'server-kernel'] as const)
      recorder.cut(by, recorder.clock.fromWallMs(sinceWallMs), why)
  }
  const tap: Tap = openTap(network.router, { file, seen: frame => wire.seen(frame), broken, missed })
  return new Vantages({ wire, kernels, tap })
}

/** All of them. Disposing ends the watch. */
export class Vantages implements Disposable {
  readonly wire: Wire
  readonly #kernels: Kernels
  readonly #tap: Tap

  constructor({ wire, kernels, tap }: { wire: Wire; kernels: Kernels; tap: Tap }) {
    this.wire = wire
    this.#kernels = kernels
    this.#tap = tap
  }

  /** Looks now: what has passed, then what it did to the sockets. */
  poll(): void {
    this.#tap.drain()
    this.#kernels.poll()
  }

  /** What the host's kernel does is our doing, and no word of its own; with `false` it is its own again. */
  ignore(host: Host, ignored = true): void {
    this.poll()
    if (host === 'standby') return
    this.#kernels.ignore(`${host}-kernel`, ignored)
    this.wire.ignore(host, ignored)
  }

  [Symbol.dispose](): void {
    this.#kernels[Symbol.dispose]()
    this.#tap[Symbol.dispose]()
  }
}

/** Under test is what leads from the client to an address of the servers' segment, whatever process holds it. */
function watchedKernels({ client, server, standby }: Network, wire: Wire): WatchedKernel[] {
  const own = addressesOf(client)
  const served = new Set([server, standby].flatMap(place => (place ? [...addressesOf(place)] : [])))
  return [
    {
      vantage: 'client-kernel',
      netns: client.netns,
      isUnderTest: ({ remote }: TcpSocket) => served.has(remote.address),
      goodbyes: ({ local }) => goodbyes(wire, endText(local), 'client'),
    },
    {
      vantage: 'server-kernel',
      netns: server.netns,
      isUnderTest: ({ remote, state }: TcpSocket) => own.has(remote.address) && state !== 'SYN-RECV',
      goodbyes: ({ remote }) => goodbyes(wire, endText(remote), 'server'),
    },
  ]
}

function goodbyes(wire: Wire, client: string, own: Side): Goodbyes {
  const flow = wire.flow(client)
  const peer = own === 'client' ? 'server' : 'client'
  return flow ? { own: flow.goodbyes[own], peer: flow.goodbyes[peer], unreachable: flow.unreachables[own] } : {}
}

function addressesOf({ addresses }: HostPlace): ReadonlySet<string> {
  return new Set(Object.values(addresses))
}
