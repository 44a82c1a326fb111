// A cache client, to run by hand: `node cache-client.ts --port 7000 --heartbeat 1000/500`. The 2005 case in small: it answers
// its own reads from its cache, and fetches again only when the server says that its copy is invalid. Given up, it answers no more.
import { connect } from 'node:net'
import { type Client, readFlags } from './cache-client-flags.ts'
import { keepAlive, startDetectors } from './detectors.ts'
import { eachLine, say } from './lines.ts'
import { isStale, truthAt } from './schedule.ts'
import { StaleTally } from './stale-tally.ts'

/** A connection that has brought no answer after this long is given up: behind a proxy, connecting proves nothing. */
const firstAnswerMs = 2_000
const backOffMs = { first: 200, longest: 1_000 }

const client = readFlags()
let state: 'new' | 'unreached' | 'working' | 'lost' = 'new'
let cached = Number.NEGATIVE_INFINITY
let tally = new StaleTally()
let tickMs = Date.now()

attempt(client, backOffMs.first)
setInterval(() => setImmediate(read, client), client.readEveryMs)

/** One connection, from the first attempt to its end; then the next one. */
function attempt(client: Client, pauseMs: number): void {
  const socket = connect({ host: client.host, port: client.port, noDelay: true })
  const firstAnswer = setTimeout(
    giveUp,
    firstAnswerMs,
    'NO_ANSWER',
    `no answer within ${firstAnswerMs} ms of connecting`,
  )
  let detectors: ReturnType<typeof startDetectors> | undefined
  let over = false
  socket.on('connect', () => {
    if (client.detectors.keepalive) keepAlive(socket, client.detectors.keepalive)
    socket.write('fetch\n')
  })
  eachLine(socket, line => {
    if (over) return
    detectors?.heard(line)
    if (line.startsWith('invalidate ')) socket.write('fetch\n')
    if (!line.startsWith('version ')) return
    clearTimeout(firstAnswer)
    detectors ??= startDetectors(socket, client.detectors, giveUp)
    store(client, Number(line.slice('version '.length)))
  })
  socket.on('error', (error: NodeJS.ErrnoException) => giveUp(error.code ?? 'ERROR', error.message))
  socket.on('close', () => giveUp('EOF', 'the server closed the connection'))

  function giveUp(code: string, detail: string): void {
    if (over) return
    over = true
    clearTimeout(firstAnswer)
    detectors?.stop()
    socket.destroy()
    lose(code, detail)
    const waitMs = detectors ? backOffMs.first : pauseMs
    setTimeout(attempt, waitMs, client, Math.min(waitMs * 2, backOffMs.longest))
  }
}

/** Takes an answer of the server into the cache. The first fresh one means that the client works (again). */
function store({ changesEveryMs }: Client, version: number): void {
  cached = version
  if (state === 'working') return
  const nowMs = Date.now()
  if (isStale(version, nowMs, changesEveryMs) || version > truthAt(nowMs, changesEveryMs) + 1) {
    lose('SCHEDULE', `the server's version ${version} is not today's: do both have the same --changes-every?`)
  } else {
    say(state === 'lost' ? 'recovered' : 'connected', { detail: `fetched version ${version}` })
    state = 'working'
  }
}

/** Says so once an outage, also when the server was not there from the start. */
function lose(code: string, detail: string): void {
  if (state === 'lost' || state === 'unreached') return
  state = state === 'working' ? 'lost' : 'unreached'
  const stale = tally.answers > 0 ? { detail: `${detail}; ${tally}`, ...tally.figures } : { detail }
  say('lost', { code, ...stale })
  tally = new StaleTally()
}

/** A read, answered from the cache. It comes after what already waits in the socket, and not for a pause of our own. */
function read({ changesEveryMs, readEveryMs }: Client): void {
  const nowMs = Date.now()
  const slept = nowMs - tickMs > readEveryMs + 250
  tickMs = nowMs
  if (state !== 'working' || slept) return
  if (isStale(cached, nowMs, changesEveryMs)) {
    const due = tally.count(nowMs)
    if (due) say('stale', { detail: `answered version ${cached}, which is old; ${tally}`, ...tally.figures })
    return
  }
  if (tally.answers > 0) say('traffic', { detail: `answers are fresh again; ${tally}`, ...tally.figures })
  if (tally.answers > 0) tally = new StaleTally()
}
