// A Toxiproxy that dies, hangs or cannot start. Method: the server is a real one behind a script that writes down its process id,
// because the plane does not tell it. What wrong code would also pass: none of these, if it only looked at connections.
import { createServer } from 'node:net'
import { beforeAll, expect, test } from 'vitest'
import { patience, patient } from '../../kit/fixtures/patience.ts'
import { reservePort } from '../../kit/ports.ts'
import { until } from '../../kit/until.ts'
import { isDead, withPid } from './fixtures/with-pid.ts'
import { provision } from './provision.ts'
import { runToxiproxy } from './running.ts'

beforeAll(async () => void (await provision()), 600_000)

test.concurrent('answers when it is ready, and is gone when it is disposed of, twice without harm', async () => {
  await using server = await withPid(await provision())
  const broken: Error[] = []
  const running = await runToxiproxy(server.found, error => broken.push(error), patient())
  expect(await running.api.version()).toBe(server.found.version)
  await running[Symbol.asyncDispose]()
  await running[Symbol.asyncDispose]()
  expect(isDead(await server.pid())).toBe(true)
  expect(broken).toEqual([])
})

test.concurrent('tells at once when it is killed', async () => {
  await using server = await withPid(await provision())
  const broken: Error[] = []
  await using _running = await runToxiproxy(server.found, error => broken.push(error), patient())
  process.kill(await server.pid(), 'SIGKILL')
  await until('be told', () => broken[0], patience)
  expect(broken.map(({ message }) => message)).toEqual([
    expect.stringMatching(/^Cannot go on: Toxiproxy \(.*\) was ended by SIGKILL \[E_TOXIPROXY\]$/),
  ])
})

test.concurrent('tells when it has not answered for three seconds, and can still end it', async () => {
  await using server = await withPid(await provision())
  const broken: Error[] = []
  await using running = await runToxiproxy(server.found, error => broken.push(error), patient())
  process.kill(await server.pid(), 'SIGSTOP')
  await until('be told', () => broken[0], patience)
  expect(broken.map(({ message }) => message)).toEqual([
    expect.stringMatching(/gives no sign of life: Cannot GET \/version: Toxiproxy at .* did not answer within 3 s/),
  ])
  await running[Symbol.asyncDispose]()
  expect(isDead(await server.pid())).toBe(true)
})

test.concurrent('tells the last words of a server that cannot start', async () => {
  await using server = await withPid(await provision(), 'echo "no such device" >&2; exit 3')
  await expect(runToxiproxy(server.found, () => {}, patient())).rejects.toThrow(
    /ended with exit code 3, its last words: no such device \[E_TOXIPROXY\]$/,
  )
})

test.concurrent('tells when a stranger has taken the port of its API', async () => {
  using reserved = await reservePort()
  const stranger = createServer().listen(reserved.port, '127.0.0.1')
  const found = await provision()
  await using server = await withPid(found, `exec "${found.at}" -host 127.0.0.1 -port ${reserved.port}`)
  await expect(runToxiproxy(server.found, () => {}, patient())).rejects.toThrow(
    /cannot open its API: .*address already in use/,
  )
  stranger.close()
})

test.concurrent('gives up starting when it is aborted, and leaves no process', async () => {
  await using server = await withPid(await provision(), 'exec sleep 60')
  await expect(runToxiproxy(server.found, () => {}, AbortSignal.timeout(300))).rejects.toThrow('timeout')
  expect(isDead(await server.pid())).toBe(true)
})
