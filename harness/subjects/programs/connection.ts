// One connection after another: each from its first attempt until it is given up, then the next. Whether it works is for the caller to say.
import { connect, type Socket } from 'node:net'
import { type Detectors, keepAlive, type Request, startDetectors } from './detectors.ts'
import { eachLine } from './lines.ts'

/** A connection that has brought no answer after this long is given up: behind a proxy, connecting proves nothing. */
const firstAnswerMs = 2_000
const backOffMs = { first: 200, longest: 1_000 }

/** Keeps a connection up for as long as the program runs. Detectors begin with the first answer. */
export function keepConnected(at: Address, talk: Talk, pauseMs: number = backOffMs.first): void {
  const socket = connect({ host: at.host, port: at.port, noDelay: true })
  const firstAnswer = setTimeout(
    giveUp,
    firstAnswerMs,
    'NO_ANSWER',
    `no answer within ${firstAnswerMs} ms of connecting`,
  )
  let detectors: ReturnType<typeof startDetectors> | undefined
  let over = false
  socket.on('connect', () => {
    if (talk.detectors.keepalive) keepAlive(socket, talk.detectors.keepalive)
    talk.greet(socket)
  })
  eachLine(socket, line => {
    if (over) return
    detectors?.heard(line)
    if (!talk.hear(line, socket)) return
    clearTimeout(firstAnswer)
    detectors ??= startDetectors(socket, talk, giveUp)
  })
  socket.on('error', (error: NodeJS.ErrnoException) => giveUp(error.code ?? 'ERROR', error.message))
  socket.on('close', () => giveUp('EOF', 'the server closed the connection'))

  function giveUp(code: string, detail: string): void {
    if (over) return
    over = true
    clearTimeout(firstAnswer)
    detectors?.stop()
    socket.destroy()
    talk.lose(code, detail)
    const waitMs = detectors ? backOffMs.first : pauseMs
    setTimeout(keepConnected, waitMs, at, talk, Math.min(waitMs * 2, backOffMs.longest))
  }
}

/** Where the server is. */
export interface Address {
  host: string
  port: number
}

/** What is said and heard over a connection. */
export interface Talk {
  detectors: Detectors
  /** What a heartbeat says; a ping unless told otherwise. */
  request?: Request
  /** It has been made: the first words. */
  greet(socket: Socket): void
  /** A line has come. True where it is an answer: the server is there, and not a proxy alone. */
  hear(line: string, socket: Socket): boolean
  /** It was given up, by which rule and why. */
  lose(code: string, detail: string): void
}
