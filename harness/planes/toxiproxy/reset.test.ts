// Method: sockets in a worker thread are ended in the ways that the plane ends them, and the thread is then told to end. Wrong code that
// would also pass a part: one that sends no RST, which the peer's error tells.
import { Worker } from 'node:worker_threads'
import { describe, expect, test } from 'vitest'
import { within } from '../../kit/clock.ts'
import { patience } from '../../kit/fixtures/patience.ts'

describe.concurrent('a socket that is ended with a RST', () => {
  test('tells its peer, and its thread ends', async () => {
    expect(await ended('reset(socket)')).toEqual({ peer: 'ECONNRESET', thread: 'ended' })
  })

  test('closes, and its thread ends, though a FIN goes out just then', async () => {
    expect(await ended('socket.end(); reset(socket)')).toEqual({ peer: 'closed', thread: 'ended' })
  })

  test('is closed at once where the peer reads nothing of what was written before the FIN', async () => {
    const written = 'socket.write(Buffer.alloc(8e6)); socket.end(); reset(socket)'
    expect(await ended(written)).toEqual({ peer: 'ECONNRESET', thread: 'ended' })
  })

  test('stays as it is where it was closed before', async () => {
    expect(await ended('socket.destroy(); reset(socket)')).toEqual({ peer: 'closed', thread: 'ended' })
  })
})

/** What the peer of the socket saw, and whether the thread could be ended. */
async function ended(how: string): Promise<{ peer: string; thread: string }> {
  const thread = new Worker(program(how), { eval: true, execArgv: ['--input-type=module'] })
  const peer = await new Promise<string>(resolve => thread.once('message', resolve))
  const stopped = within('end the thread', patience.withinMs, () => thread.terminate())
  return {
    peer,
    thread: await stopped.then(
      () => 'ended',
      () => 'never ends',
    ),
  }
}

const program = (how: string) => `
import { connect, createServer } from 'node:net'
import { parentPort } from 'node:worker_threads'
import { reset } from ${JSON.stringify(new URL('./reset.ts', import.meta.url).href)}
const server = createServer({ pauseOnConnect: true }, peer => {
  peer.on('error', ({ code }) => parentPort.postMessage(code)).on('close', () => parentPort.postMessage('closed'))
  setTimeout(() => peer.resume(), 100)
}).listen(0, '127.0.0.1', () => {
  const socket = connect({ port: server.address().port, host: '127.0.0.1', allowHalfOpen: true })
  socket.on('error', () => {})
  socket.once('connect', () => { socket.resume(); ${how} })
})
`
