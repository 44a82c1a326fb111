// The relay on loopback: what it carries, what it says of its server, and that an end goes on to the other side.
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { command } from '../define/command.ts'
import { start } from './fixtures/running.ts'
import { tcpRelay } from './relay.ts'

const echo = command([
  process.execPath,
  '-e',
  `require("node:net").createServer(s => s.on("error", () => {}).pipe(s))
    .listen(0, "127.0.0.1", function () { console.log("listening on :" + this.address().port) })`,
])
const ready = /listening on :(?<port>\d+)/

test('a relay carries bytes both ways, and says that it is connected', async () => {
  await using server = await start(
    'server',
    { ...echo, ready: [{ kind: 'line', pattern: { source: ready.source, flags: '' } }] },
    0,
  )
  await using relay = await start('server', relayTo(server.port), 0)
  const socket = connect(relay.port, '127.0.0.1')
  socket.end('hello')
  expect(await text(socket)).toBe('hello')
  expect((await relay.says('traffic')).detail).toContain(`:${server.port}`)
  expect(relay.kinds).not.toContain('lost')
})

test('a relay hands the end of its server on, says so once, and does not mistake a client that leaves for it', async () => {
  await using server = await start(
    'server',
    { ...echo, ready: [{ kind: 'line', pattern: { source: ready.source, flags: '' } }] },
    0,
  )
  await using relay = await start('server', relayTo(server.port), 0)
  const leaving = connect(relay.port, '127.0.0.1')
  leaving.end('one')
  await text(leaving)
  const staying = connect(relay.port, '127.0.0.1')
  staying.write('two')
  await new Promise(resolve => staying.once('data', resolve))
  expect(relay.kinds).not.toContain('lost')
  const ended = text(staying)
  server.program.signal('SIGKILL')
  await relay.says('lost')
  await ended
  expect(relay.kinds.match(/lost/g)).toHaveLength(1)
})

test('a misspelt option is refused at the door', () => {
  expect(() => tcpRelay({ to: 'db', keepAlive: true } as { to: string })).toThrow('Did you mean "keepalive"?')
  expect(tcpRelay({ to: 'db', keepalive: { idle: '30s', interval: '10s', count: 3 } }).settings).toEqual({
    keepalive: { idleMs: 30_000, intervalMs: 10_000, count: 3 },
  })
})

/** On loopback all hosts have one address. */
function relayTo(port: number) {
  const program = tcpRelay({ to: 'db' })
  const { file, args } = program.command
  const placed = args.map(word => word.replace('{db.host}', '127.0.0.1').replace('{db.port}', String(port)))
  return { ...program, command: { file, args: placed } }
}
