// What the wire has of how a connection ended, as one of its sockets would see it. Pure.
import { endText } from '../kit/socket-end.ts'
import type { TcpSocket } from '../netlink/tcp-socket.ts'
import { type Flow, otherSide, toldAtMs } from './flow.ts'
import type { Goodbyes } from './socket-story.ts'

/** Of both ends: of the socket's own connection, and of a later one on the same ends, which may be what ends it. */
export function goodbyes({ local }: TcpSocket, flows: readonly (Flow | undefined)[]): Goodbyes {
  const sides = flows.flatMap(flow => {
    if (!flow) return []
    const side = flow.sideOf(endText(local))
    const own = flow.goodbyes[side]
    return [
      {
        own: own?.forged ? undefined : own,
        peer: flow.goodbyes[otherSide(side)],
        unreachable: flow.unreachables[side],
      },
    ]
  })
  return {
    own: sides.find(({ own }) => own)?.own,
    peer: (sides.find(({ peer }) => toldAtMs(peer) !== undefined) ?? sides.find(({ peer }) => peer))?.peer,
    unreachable: sides.find(({ unreachable }) => unreachable)?.unreachable,
  }
}
