// Toxiproxy 2.12 locks up for good when a connection breaks while a toxic is updated: the link's writer waits for the lock that the update
// holds, and the update for a toxic that waits for the writer. Method: clients with requests under way give up in a hole, and the answers
// that healing lets through meet closed sockets. Without the tap's care this hangs within a few rounds.
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { beforeAll, expect, test } from 'vitest'
import { within } from '../../kit/clock.ts'
import { until } from '../../kit/until.ts'
import { Journal } from '../../vantages/journal.ts'
import { echoServer } from '../fixtures/echo.ts'
import { openHole } from './hole.ts'
import { provision } from './provision.ts'
import { openTestbed, type ToxiproxyTestbed } from './testbed.ts'

beforeAll(async () => void (await provision()), 600_000)

const rounds = 12
const crowd = Array.from({ length: 8 }, (_, i) => i)

test.concurrent.each([
  ['close their connections', (socket: Socket) => void socket.destroy()],
  ['reset their connections', (socket: Socket) => void socket.resetAndDestroy()],
])('a hole heals at once, round after round, although its clients %s in it', async (_what, giveUp) => {
  await using bed = await serverBed()
  for (let round = 0; round < rounds; round++) {
    const sockets = await Promise.all(crowd.map(() => talk(bed)))
    const hole = await openHole(bed, ['upstream', 'downstream'])
    for (const socket of sockets) for (let i = 0; i < 5; i++) socket.write('request')
    await until('see requests swallowed', () => swallowed(bed) || undefined, { withinMs: 2_000, everyMs: 2 })
    for (const socket of sockets) giveUp(socket)
    await within(`heal in round ${round}`, 1_500, () => hole.fill())
  }
  expect(bed.broken).toBe(false)
})

test.concurrent('a hole opens and heals under clients that come and go all the time', async () => {
  await using bed = await serverBed()
  const restless = crowd.map(async i => {
    for (let n = 0; n < 60; n++) {
      const socket = connect(bed.tap.clientConnectsTo).on('error', () => {})
      socket.on('data', () => void socket.write('more'))
      socket.write('request')
      await within('be answered', 30, () => once(socket, 'close')).catch(() => {})
      if ((n + i) % 2 === 0) socket.resetAndDestroy()
      else socket.destroy()
    }
  })
  for (let round = 0; round < rounds; round++) {
    const hole = await within(`open in round ${round}`, 1_500, () => openHole(bed, ['downstream']))
    await within(`heal in round ${round}`, 1_500, () => hole.fill())
  }
  await Promise.all(restless)
  expect(bed.broken).toBe(false)
})

async function serverBed(): Promise<ToxiproxyTestbed> {
  const signal = AbortSignal.timeout(25_000)
  const bed = await openTestbed(new Journal(), signal)
  await bed.start(echoServer, signal)
  await bed.ready(signal)
  return bed
}

async function talk(bed: ToxiproxyTestbed): Promise<Socket> {
  const socket = connect(bed.tap.clientConnectsTo).on('error', () => {})
  socket.write('hello')
  await once(socket, 'data')
  return socket
}

function swallowed({ tap }: ToxiproxyTestbed): boolean {
  const last = tap.connections.slice(-crowd.length)
  return last.every(({ up }) => up.enteredBytes - up.leftBytes >= 35)
}
