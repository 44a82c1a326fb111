// A cache client, to run by hand: `node cache-client.ts --port 7000 --heartbeat 1000/500`. The 2005 case in small: it answers
// its own reads from its cache, and fetches again only when the server says that its copy is invalid. Given up, it answers no more.
import { type Client, readFlags } from './cache-client-flags.ts'
import { keepConnected } from './connection.ts'
import { say } from './lines.ts'
import { isStale, truthAt } from './schedule.ts'
import { StaleTally } from './stale-tally.ts'
import { Standing } from './standing.ts'

const client = readFlags()
const standing = new Standing()
let cached = Number.NEGATIVE_INFINITY
let tally = new StaleTally()
let tickMs = Date.now()

keepConnected(client, {
  detectors: client.detectors,
  greet: socket => socket.write('fetch\n'),
  hear: (line, socket) => {
    if (line.startsWith('invalidate ')) socket.write('fetch\n')
    if (!line.startsWith('version ')) return false
    store(client, Number(line.slice('version '.length)))
    return true
  },
  lose,
})
setInterval(() => setImmediate(read, client), client.readEveryMs)

/** Takes an answer of the server into the cache. The first fresh one means that the client works (again). */
function store({ changesEveryMs }: Client, version: number): void {
  cached = version
  if (standing.working) return
  const nowMs = Date.now()
  if (isStale(version, nowMs, changesEveryMs) || version > truthAt(nowMs, changesEveryMs) + 1) {
    lose('SCHEDULE', `the server's version ${version} is not today's: do both have the same --changes-every?`)
  } else {
    standing.works(`fetched version ${version}`)
  }
}

/** The stale answers of an outage are told with its end. */
function lose(code: string, detail: string): void {
  const stale = tally.answers > 0 ? { detail: `${detail}; ${tally}`, ...tally.figures } : { detail }
  standing.fails({ code, ...stale })
  tally = new StaleTally()
}

/** A read, answered from the cache. It comes after what already waits in the socket, and not for a pause of our own. */
function read({ changesEveryMs, readEveryMs }: Client): void {
  const nowMs = Date.now()
  const slept = nowMs - tickMs > readEveryMs + 250
  tickMs = nowMs
  if (!standing.working || slept) return
  if (isStale(cached, nowMs, changesEveryMs)) {
    const due = tally.count(nowMs)
    if (due) say('stale', { detail: `answered version ${cached}, which is old; ${tally}`, ...tally.figures })
    return
  }
  if (tally.answers > 0) say('traffic', { detail: `answers are fresh again; ${tally}`, ...tally.figures })
  if (tally.answers > 0) tally = new StaleTally()
}
