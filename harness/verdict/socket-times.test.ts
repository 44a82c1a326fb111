// Times of sockets as a fault found them: what a prediction may count on, and what not.
import { expect, test } from 'vitest'
import type { FoundConnection, FoundSocket } from '../model/found.ts'
import { socketTimes, timeouts } from './socket-times.ts'

const found = (socket: FoundSocket, state: FoundConnection['state'] = 'idle'): FoundConnection => {
  return { from: 'client', to: 'server', state, unackedBytes: 0, quietMs: 0, socket }
}
const quick = found({ rtoMs: 204, rttMs: 4 })
const slow = found({ rtoMs: 350, rttMs: 80 })

test('are those of all of them, and what the next answer may add', () => {
  expect(socketTimes([quick])).toEqual({ rtoMs: [204, 214], rttMs: [4, 14] })
  expect(socketTimes([slow, quick])).toEqual({ rtoMs: [204, 360], rttMs: [4, 90] })
})

test('are none of one that is still connecting, whose timeout is no round trip yet', () => {
  const connecting = found({ rtoMs: 1_000, rttMs: 0 }, 'connecting')
  expect(socketTimes([connecting])).toEqual({})
  expect(socketTimes([connecting, quick])).toEqual(socketTimes([quick]))
})

test('a round trip that was not read is no longer than the timeout leaves room for', () => {
  expect(socketTimes([found({ rtoMs: 230 })])).toEqual({ rtoMs: [230, 240], rttMs: [0, 40] })
})

test('of a link whose way is known only the timeout counts', () => {
  expect(timeouts([quick], [40, 40])).toEqual({ rtoMs: [204, 214] })
  expect(timeouts([quick], undefined)).toEqual(socketTimes([quick]))
})
