// The control API against servers that misbehave, and against the real one for its reasons.
import { once } from 'node:events'
import { createServer } from 'node:http'
import { createServer as createTcpServer, type Server } from 'node:net'
import { beforeAll, expect, test } from 'vitest'
import { patient } from '../../kit/fixtures/patience.ts'
import { Api, versionIn } from './api.ts'
import { provision } from './provision.ts'
import { runToxiproxy } from './running.ts'
import { makeProxy } from './toxics.ts'

beforeAll(async () => void (await provision()), 600_000)

test.concurrent('a call that is never answered ends at its deadline and says so', async () => {
  await using hung = await serve(createTcpServer())
  using api = new Api(hung.url, 150)
  await expect(api.version()).rejects.toThrow(
    `Cannot GET /version: Toxiproxy at ${new URL(hung.url).host} did not answer within 0.15 s [E_TOXIPROXY]`,
  )
})

test.concurrent('an answer that stops halfway ends at its deadline as well', async () => {
  await using stuck = await serve(createServer((_request, response) => void response.write('{"ver')))
  using api = new Api(stuck.url, 150)
  await expect(api.version()).rejects.toThrow('did not answer within 0.15 s [E_TOXIPROXY]')
})

test.concurrent('a server that is not there is named', async () => {
  const gone = await serve(createTcpServer())
  await gone[Symbol.asyncDispose]()
  using api = new Api(gone.url)
  await expect(api.version()).rejects.toThrow(/could not be asked: connect ECONNREFUSED .* \[E_TOXIPROXY\]$/)
})

test.concurrent("keeps the server's own reason for a refusal", async () => {
  await using running = await runToxiproxy(await provision(), () => {}, patient())
  await makeProxy(running.api, 'twin', '127.0.0.1:1')
  await expect(makeProxy(running.api, 'twin', '127.0.0.1:1')).rejects.toThrow(
    'Cannot POST /proxies: Toxiproxy answered 409, "proxy already exists" [E_TOXIPROXY]',
  )
})

test.concurrent.for([
  [
    '{"error": "bad request body: EOF", "status": 400}',
    /, "bad request body: EOF"\. This server reads it in another way than 2\.12\.0.* \[E_TOXIPROXY\]$/,
  ],
  [
    'Client sent an HTTP request to an HTTPS server.',
    /\. What answers at 127\.0\.0\.1:\d+ is no Toxiproxy: correct TOXIPROXY_URL.* \[E_TOXIPROXY\]$/,
  ],
] as const)('says what to do of an answer of 400, %s', async ([said, sentence]) => {
  await using refusing = await serve(createServer((_request, response) => void response.writeHead(400).end(said)))
  using api = new Api(refusing.url)
  await expect(api.version()).rejects.toThrow(sentence)
})

test.concurrent('reads back which toxics are in force, and none that are off', async () => {
  await using running = await runToxiproxy(await provision(), () => {}, patient())
  const toxics = await makeProxy(running.api, 'one', '127.0.0.1:1')
  expect(await toxics.inForce('upstream')).toEqual([])
  await toxics.stall('upstream', true)
  expect(await toxics.inForce('upstream')).toEqual(['bandwidth', 'slow_close'])
  expect(await toxics.inForce('downstream')).toEqual([])
  await toxics.stall('upstream', false)
  expect(await toxics.inForce('upstream')).toEqual([])
})

test('finds the version in every form that servers have used', () => {
  expect(['{"version": "2.12.0"}', '2.1.4\n', '{"version": "git"}', ''].map(versionIn)).toEqual([
    '2.12.0',
    '2.1.4',
    'git',
    '',
  ])
})

async function serve(server: Server) {
  const sockets = new Set<AsyncDisposable & { destroy(): void }>()
  server.on('connection', socket => sockets.add(socket))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}
