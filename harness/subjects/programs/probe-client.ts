// The probe, to run by hand: `node probe-client.ts --port 7000 --settings '{"userTimeoutMs":25000}'`. It has the detectors that it is given and
// nothing else: it asks once whether its server is there, is then as quick to notice its death as these are, and connects again after a loss.
import { connect, type Socket } from 'node:net'
import { parseArgs } from 'node:util'
import type { Settings } from '../../model/settings.ts'
import { keepAlive, startDetectors } from './detectors.ts'
import { orUsage, wholeNumber } from './flags.ts'
import { eachLine } from './lines.ts'
import { Standing } from './standing.ts'

const usage = `Usage: node probe-client --port <port> [--host 127.0.0.1] [--settings <JSON>] [--ask-every <ms>]
  --settings   what is being compared, as in harness/model/settings.ts; nothing by default
  --ask-every  asks its server something after each so many milliseconds, besides its heartbeats`

const pauseMs = 200
const { host, port, settings, askEveryMs } = orUsage('probe-client', usage, readFlags)
const options = socketOptions(settings)
/** Node has no word for these; koffi is loaded only where they are wanted, because that takes longer than all the rest. */
const setSocketOption = options.length > 0 ? (await import('../../netlink/sockopt.ts')).setSocketOption : undefined
const standing = new Standing()
attempt()

function attempt(): void {
  const socket = connect({ host, port, noDelay: true })
  process.nextTick(() => prepare(socket))
  let over = false
  let running: { heard(line: string): void; stop(): void } | undefined
  const asked = new Set<NodeJS.Timeout>()
  const giveUp = (code: string, detail: string) => {
    if (over) return
    over = true
    running?.stop()
    for (const timer of asked) clearInterval(timer)
    socket.destroy()
    standing.fails({ code, detail })
    setTimeout(attempt, pauseMs)
  }
  socket.on('connect', () => {
    if (settings.keepalive) keepAlive(socket, settings.keepalive)
    socket.write('ping\n')
  })
  eachLine(socket, line => {
    if (over) return
    standing.works('the server answers')
    running?.heard(line)
    if (running) return
    running = startDetectors(socket, { detectors: settings }, giveUp)
    ask(socket, asked, giveUp)
  })
  socket.on('error', (error: NodeJS.ErrnoException) => giveUp(error.code ?? 'ERROR', error.message))
  socket.on('close', () => giveUp('EOF', 'the server closed the connection'))
}

/** A busy client: one question after the other, without waiting; each has to be answered in time where there is a time. */
function ask(socket: Socket, timers: Set<NodeJS.Timeout>, giveUp: (code: string, detail: string) => void): void {
  const { requestTimeoutMs } = settings
  if (askEveryMs === undefined) return
  let unanswered = 0
  timers.add(
    setInterval(() => {
      socket.write('ping\n')
      unanswered++
      if (requestTimeoutMs === undefined || unanswered > 1) return
      const late = setTimeout(
        () => giveUp('REQUEST_TIMEOUT', `no answer within ${requestTimeoutMs} ms`),
        requestTimeoutMs,
      )
      timers.add(late)
      socket.once('data', () => {
        unanswered = 0
        clearTimeout(late)
        timers.delete(late)
      })
    }, askEveryMs),
  )
}

/** Valid from the tick after connect(): before the handshake ends, and after its first SYN. */
function prepare(socket: Socket): void {
  const fd = descriptor(socket)
  if (fd !== undefined) for (const [name, value] of options) setSocketOption?.(fd, name, value)
}

function descriptor(socket: Socket): number | undefined {
  const handle: unknown = Reflect.get(socket, '_handle')
  const fd: unknown = typeof handle === 'object' && handle !== null ? Reflect.get(handle, 'fd') : undefined
  return typeof fd === 'number' && fd >= 0 ? fd : undefined
}

function socketOptions({ userTimeoutMs, synRetries }: Settings) {
  return [
    ...(userTimeoutMs === undefined ? [] : [['TCP_USER_TIMEOUT', userTimeoutMs] as const]),
    ...(synRetries === undefined ? [] : [['TCP_SYNCNT', synRetries] as const]),
  ]
}

function readFlags() {
  const { values } = parseArgs({
    options: {
      host: { type: 'string', default: '127.0.0.1' },
      port: { type: 'string' },
      settings: { type: 'string', default: '{}' },
      'ask-every': { type: 'string' },
    },
  })
  if (values.port === undefined) throw new Error('--port is missing')
  const every = values['ask-every']
  const settings: Settings = JSON.parse(values.settings)
  return {
    host: values.host,
    port: wholeNumber('port', values.port, 1),
    settings,
    askEveryMs: every === undefined ? undefined : wholeNumber('ask-every', every, 1),
  }
}
