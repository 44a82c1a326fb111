// Updating a toxic hangs Toxiproxy 2.12 for good when any link cannot be interrupted. Method: the three ways into that which were met.
// A toxic in front of the stalling one (wrong order), a receiver that does not read, connections that break meanwhile. Each passes by
// chance now and then, hence the rounds; the limit is half of what a lost call takes to be noticed.
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { beforeAll, expect, test } from 'vitest'
import { within } from '../../kit/clock.ts'
import { patience, patient } from '../../kit/fixtures/patience.ts'
import { until } from '../../kit/until.ts'
import { Recorder } from '../../observe/recorder.ts'
import { serverHost } from '../fixtures/echo.ts'
import { openBlackHole } from './black-hole.ts'
import { slow } from './faults/slow.ts'
import { provision } from './provision.ts'
import type { TappedPath } from './tapped-path.ts'
import { openTestbed, type ToxiproxyTestbed } from './testbed.ts'
import { leadingTo } from './ways.ts'

beforeAll(async () => void (await provision()), 600_000)

const rounds = 10
const limitMs = 1_500
const crowd = Array.from({ length: 8 }, (_, i) => i)

test('a hole heals at once although its clients give up in it, round after round', async () => {
  await using server = await serverTestbed()
  const { testbed, path } = server
  for (let round = 0; round < rounds; round++) {
    const sockets = await Promise.all(crowd.map(() => talk(path)))
    const hole = await openBlackHole(testbed, leadingTo('both'))
    for (let i = 0; i < 3; i++) {
      for (const socket of sockets) socket.write('request')
      await until('see it swallowed', () => swallowed(path) > i * 7 || undefined, { ...patience, everyMs: 2 })
    }
    for (const socket of sockets) round % 2 === 0 ? socket.destroy() : socket.resetAndDestroy()
    await within(`heal in round ${round}`, limitMs, () => hole.fill())
  }
})

test('a hole opens and heals at once although a client does not read what it is sent', async () => {
  await using server = await serverTestbed()
  const { testbed, path } = server
  const socket = await talk(path)
  socket.pause()
  socket.write(Buffer.alloc(20_000_000))
  const stuck = () =>
    path.tap.connections.every(connection => connection.up.leftBytes > 1_000_000 && connection.idleMs() > 100)
  await until('see everything stuck', () => stuck() || undefined, patience)
  const hole = await within('open', limitMs, () => openBlackHole(testbed, leadingTo('both')))
  expect((await hole.evidence())?.text).toContain('none let through')
  await within('heal', limitMs, () => hole.fill())
  socket.destroy()
})

test('a hole opens and heals at once under clients that come and go', async () => {
  await using server = await serverTestbed()
  const { testbed, path } = server
  const done = new AbortController()
  const clients = restless(path, done.signal)
  for (let round = 0; round < rounds; round++) {
    const hole = await within(`open in round ${round}`, limitMs, () => openBlackHole(testbed, leadingTo('client')))
    await within(`heal in round ${round}`, limitMs, () => hole.fill())
  }
  done.abort()
  await clients
})

test('a way slows and heals at once under clients that come and go', async () => {
  await using server = await serverTestbed()
  const { testbed, path } = server
  const done = new AbortController()
  const clients = restless(path, done.signal)
  for (let round = 0; round < rounds; round++) {
    const late = await within(`slow in round ${round}`, limitMs, () => slow(testbed, { kind: 'slow', delayMs: 30 }))
    await within(`heal in round ${round}`, limitMs, async () => late[Symbol.asyncDispose]())
  }
  done.abort()
  await clients
})

async function serverTestbed(): Promise<{ testbed: ToxiproxyTestbed; path: TappedPath } & AsyncDisposable> {
  const signal = patient()
  const testbed = await openTestbed({}, new Recorder(), signal)
  await testbed.start(serverHost(), signal)
  const path = await testbed.path({ from: 'client', to: 'server' })
  return { testbed, path, [Symbol.asyncDispose]: () => testbed[Symbol.asyncDispose]() }
}

async function talk({ tap }: TappedPath): Promise<Socket> {
  const socket = connect(tap.clientConnectsTo).on('error', () => {})
  socket.write('hello')
  await once(socket, 'data')
  return socket
}

/** The least that any of the latest connections has lost in the hole. */
function swallowed({ tap }: TappedPath): number {
  return Math.min(...tap.connections.slice(-crowd.length).map(({ up }) => up.enteredBytes - up.leftBytes))
}

/** A crowd that breaks its connections off, one way or the other, and makes new ones. */
async function restless({ tap }: TappedPath, done: AbortSignal): Promise<void> {
  const one = async (i: number) => {
    for (let n = 0; !done.aborted; n++) {
      const socket = connect(tap.clientConnectsTo).on('error', () => {})
      socket.on('data', () => void socket.write('more'))
      socket.write('request')
      await within('be closed', 20, () => once(socket, 'close')).catch(() => {})
      ;(n + i) % 2 === 0 ? socket.resetAndDestroy() : socket.destroy()
    }
  }
  await Promise.all(crowd.map(one))
}
