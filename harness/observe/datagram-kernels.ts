// The kernels' vantage for UDP: no timer of theirs gives a peer up. What they tell a program of is an ICMP error, and that only where its socket is connected.
import { endText } from '../kit/socket-end.ts'
import { kernelOf } from '../model/observer.ts'
import type { HostName } from '../model/units.ts'
import type { ProcUdpSocket } from '../netlink/proc-net.ts'
import type { DatagramFlow, DatagramNews } from './datagrams.ts'
import type { Side } from './flow.ts'
import type { Recorder } from './recorder.ts'
import type { End } from './segment.ts'

/** A host's UDP sockets at one moment. */
export type SocketsOn = (host: HostName) => readonly ProcUdpSocket[]

/**
 * Hears of each flow from the wire. Notes `traffic` when an end's socket is seen first, `lost` when a connected one was told an ICMP error
 * that its program sees at its next call (udp(7)), and `recovered` when an answer comes after that.
 */
export class DatagramKernels {
  readonly #recorder: Recorder
  readonly #socketsOn: SocketsOn
  readonly #known = new Map<string, 'well' | 'lost'>()
  readonly #ignored = new Set<HostName>()

  constructor(recorder: Recorder, socketsOn: SocketsOn) {
    this.#recorder = recorder
    this.#socketsOn = socketsOn
  }

  /** What this kernel does from now on is no word of its own; with `false` it is again. */
  ignore(host: HostName, ignored = true): void {
    if (ignored) this.#ignored.add(host)
    else this.#ignored.delete(host)
  }

  told(news: DatagramNews): void {
    if (news.kind === 'refused') this.#refused(news)
    else for (const side of ['client', 'server'] as const) this.#answered(news, side)
  }

  #answered({ flow, atMs }: DatagramNews, side: Side): void {
    const before = this.#known.get(keyOf(flow, side))
    if (before === 'well' || this.#ignored.has(hostOf(flow, side))) return
    const socket = this.#socketOf(flow, side)
    if (!socket) return
    this.#known.set(keyOf(flow, side), 'well')
    const told = before === undefined ? 'no timer that gives its peer up' : 'its peer is heard again'
    const kind = before === undefined ? 'traffic' : 'recovered'
    this.#note(flow, side, { kind, detail: `${words(socket)}: ${told}` }, atMs)
  }

  #refused({ flow, atMs, side, error: { code, hard } }: Extract<DatagramNews, { kind: 'refused' }>): void {
    if (!hard || this.#known.get(keyOf(flow, side)) === 'lost' || this.#ignored.has(hostOf(flow, side))) return
    const socket = this.#socketOf(flow, side)
    if (!socket || !isConnected(socket)) return
    this.#known.set(keyOf(flow, side), 'lost')
    this.#note(flow, side, { kind: 'lost', code, detail: `${words(socket)}: it received an ICMP error` }, atMs)
  }

  /** The one that is connected to its peer comes before one that takes datagrams of anybody. */
  #socketOf(flow: DatagramFlow, side: Side): ProcUdpSocket | undefined {
    const [own, peer] = side === 'client' ? [flow.local, flow.remote] : [flow.remote, flow.local]
    const bound = this.#socketsOn(hostOf(flow, side)).filter(({ local }) => local.port === own.port)
    return bound.find(({ remote }) => endText(remote) === endText(peer)) ?? bound.find(one => !isConnected(one))
  }

  #note(flow: DatagramFlow, side: Side, sighting: Sighted, atMs: number): void {
    const about = flow.connection === undefined ? {} : { connection: flow.connection }
    this.#recorder.event(kernelOf(hostOf(flow, side)), { ...sighting, ...about }, atMs)
  }
}

type Sighted = { readonly kind: 'traffic' | 'lost' | 'recovered'; readonly code?: string; readonly detail: string }

function hostOf({ ends }: DatagramFlow, side: Side): HostName {
  return ends[side].host.name
}

function keyOf({ ends }: DatagramFlow, side: Side): string {
  return `${side} ${ends.client.text} ${ends.server.text}`
}

function isConnected({ remote }: { readonly remote: End }): boolean {
  return remote.port !== 0
}

function words({ local, remote }: ProcUdpSocket): string {
  const own = `UDP port ${local.port}`
  return isConnected({ remote }) ? `${own}, connected to ${endText(remote)}` : `${own}, connected to nobody`
}
