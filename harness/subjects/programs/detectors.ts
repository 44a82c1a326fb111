// How the cache client tries to notice a dead server. Each detector knows one trick, and none of them knows the others.
import { Socket } from 'node:net'
import { refuse } from './flags.ts'

/** Starts the detectors on a connection that works. `giveUp` is called at most once by each. */
export function startDetectors(socket: Socket, { detectors, request }: Given, giveUp: GiveUp): Running {
  const { heartbeat, readDeadlineMs } = detectors
  const running = [
    ...(heartbeat ? [beat(socket, heartbeat, request, giveUp)] : []),
    ...(readDeadlineMs === undefined ? [] : [readDeadline(readDeadlineMs, giveUp)]),
  ]
  return {
    heard: line => {
      for (const one of running) one.heard(line)
    },
    stop: () => {
      for (const one of running) one.stop()
    },
  }
}

/** SO_KEEPALIVE and its settings: tcp(7). Older versions of Node ignore interval and count without a word, so they are refused. */
export function keepAlive(socket: Socket, { idleMs, intervalMs, count }: NonNullable<Detectors['keepalive']>): void {
  if (Socket.prototype.setKeepAlive.length < 4)
    refuse(`Cannot set keepalive: Node ${process.version} ignores interval and count. Use Node 24.21 or newer`)
  socket.setKeepAlive({ enable: true, initialDelay: idleMs, interval: intervalMs, count })
}

/** What is absent is switched off. */
export interface Detectors {
  keepalive?: { idleMs: number; intervalMs: number; count: number }
  /** With a deadline it is a ping that must be answered, without one it is one-way. */
  heartbeat?: { everyMs: number; deadlineMs?: number }
  /** The server is given up when nothing was received for this long. */
  readDeadlineMs?: number
}

/** What a heartbeat says, the line that answers it, and the rule by which the server is given up where that does not come. */
export interface Request {
  text(): string
  answer: string
  code: string
}

/** The detectors, and what a heartbeat says where it is no ping. */
interface Given {
  detectors: Detectors
  request?: Request
}

/** Says that the server is given up, by which rule and why. */
export type GiveUp = (code: string, detail: string) => void

interface Running {
  heard(line: string): void
  stop(): void
}

const aPing: Request = { text: () => 'ping\n', answer: 'pong', code: 'PING_DEADLINE' }

function beat(socket: Socket, { everyMs, deadlineMs }: Heartbeat, request: Request = aPing, giveUp: GiveUp): Running {
  if (deadlineMs === undefined) return oneWay(socket, everyMs, request === aPing ? () => 'heartbeat\n' : request.text)
  return answered(socket, { everyMs, deadlineMs, request }, giveUp)
}

type Heartbeat = NonNullable<Detectors['heartbeat']>

function oneWay(socket: Socket, everyMs: number, text: () => string): Running {
  const timer = setInterval(() => socket.write(text()), everyMs)
  return { heard: () => {}, stop: () => clearInterval(timer) }
}

/** One request at a time: the next is due `everyMs` after the last was sent, or when that is answered, whichever is later. */
function answered(
  socket: Socket,
  { everyMs, deadlineMs, request }: Required<Heartbeat> & { request: Request },
  giveUp: GiveUp,
): Running {
  const { text, answer, code } = request
  let sentAtMs = 0
  let next = setTimeout(send, everyMs)
  let deadline: Running | undefined
  function send() {
    socket.write(text())
    sentAtMs = performance.now()
    deadline = expiring(deadlineMs, () => giveUp(code, `no ${answer} within ${deadlineMs} ms`))
  }
  return {
    heard: line => {
      if (line !== answer) return
      deadline?.stop()
      next = setTimeout(send, Math.max(0, everyMs - (performance.now() - sentAtMs)))
    },
    stop: () => {
      clearTimeout(next)
      deadline?.stop()
    },
  }
}

/** Not socket.setTimeout: that counts what is written as a sign of life. */
function readDeadline(deadlineMs: number, giveUp: GiveUp): Running {
  return expiring(deadlineMs, () => giveUp('READ_DEADLINE', `nothing received for ${deadlineMs} ms`))
}

/** Calls `late` after `ms` without a line. What already waits in the socket is read first: our own pauses are not the server's. */
function expiring(ms: number, late: () => void): Running {
  let stopped = false
  let heardSince = false
  const timer = setTimeout(() => {
    heardSince = false
    setImmediate(() => {
      if (!stopped && !heardSince) late()
    })
  }, ms)
  return {
    heard: () => {
      heardSince = true
      timer.refresh()
    },
    stop: () => {
      stopped = true
      clearTimeout(timer)
    },
  }
}
