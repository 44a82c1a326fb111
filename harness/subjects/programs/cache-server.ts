// A cache server, to run by hand: `node cache-server.ts --port 7000`. Its data is one number, the version that is true now.
// It answers "fetch" with "version <n>", "ping" with "pong" and "store" with "stored", takes "heartbeat" without a word, and tells
// every client that has fetched when its copy is invalid. It never gives a silent client up: what a client notices is the client's own doing.
// With --work each answer costs it CPU time, one after the other.
import { createServer, type Socket } from 'node:net'
import { parseArgs } from 'node:util'
import { orUsage, refuse, wholeNumber } from './flags.ts'
import { eachLine, say } from './lines.ts'
import { truthAt, untilChangeMs } from './schedule.ts'
import { work } from './work.ts'

const usage = `Usage: node cache-server [--host 127.0.0.1] [--port 0] [--changes-every 1000] [--work 0]
  --port           0 lets the system choose; the line "listening on" tells
  --changes-every  milliseconds between two versions; clients must be given the same
  --work           milliseconds of CPU time that each answer takes`

/** setTimeout takes anything longer for 1 ms. */
const longestTimerMs = 2 ** 31 - 1
const { host, port, changesEveryMs, workMs } = orUsage('cache-server', usage, readFlags)
const known = new Set<Socket>()
const subscribers = new Set<Socket>()
let told = truthAt(Date.now(), changesEveryMs)

const server = createServer({ noDelay: true }, serve)
server.on('error', error => refuse(`Cannot listen on ${host}:${port}: ${error.message}`))
server.listen(port, host, () => {
  const address = server.address()
  if (address !== null && typeof address === 'object') console.log(`listening on ${address.address}:${address.port}`)
  invalidate()
})

function serve(socket: Socket): void {
  const who = `${socket.remoteAddress}:${socket.remotePort}`
  let code = 'EOF'
  socket.on('error', (error: NodeJS.ErrnoException) => {
    code = error.code ?? error.message
  })
  socket.on('close', () => {
    subscribers.delete(socket)
    if (known.delete(socket)) say('lost', { code, detail: `client ${who} is gone` })
  })
  eachLine(socket, line => {
    if (line !== 'heartbeat') work(workMs)
    if (line === 'fetch') fetch(socket, who)
    else if (line === 'ping') socket.write('pong\n')
    else if (line.startsWith('store ')) store(socket, who, line.length)
    else if (line !== 'heartbeat') socket.write('error: say fetch, store, ping or heartbeat\n')
  })
}

function fetch(socket: Socket, who: string): void {
  const version = truthAt(Date.now(), changesEveryMs)
  greet(socket, `client ${who} fetched version ${version}`)
  subscribers.add(socket)
  socket.write(`version ${version}\n`)
}

/** What is written goes nowhere: the truth follows the clock. */
function store(socket: Socket, who: string, length: number): void {
  greet(socket, `client ${who} wrote ${length} bytes`)
  socket.write('stored\n')
}

function greet(socket: Socket, detail: string): void {
  if (!known.has(socket)) say('connected', { detail })
  known.add(socket)
}

/** Runs at each change of the truth. A timer may fire a little early: then the change is still ahead, and it waits again. */
function invalidate(): void {
  const version = truthAt(Date.now(), changesEveryMs)
  if (version > told) for (const socket of subscribers) socket.write(`invalidate ${version}\n`)
  told = version
  setTimeout(invalidate, Math.min(untilChangeMs(Date.now(), changesEveryMs), longestTimerMs))
}

function readFlags() {
  const { values } = parseArgs({
    options: {
      host: { type: 'string', default: '127.0.0.1' },
      port: { type: 'string', default: '0' },
      'changes-every': { type: 'string', default: '1000' },
      work: { type: 'string', default: '0' },
    },
  })
  return {
    host: values.host,
    port: wholeNumber('port', values.port, 0),
    changesEveryMs: wholeNumber('changes-every', values['changes-every'], 1),
    workMs: wholeNumber('work', values.work, 0),
  }
}
