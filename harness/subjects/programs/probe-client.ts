// The built-in probe, to run by hand: `node probe-client.ts --port 7000 --settings keepalive=60/10/6,user-timeout=25s`. It applies every
// setting that a program can, says what it notices, and sends nothing after its first exchange but what it is told to.
import { connect, type Socket } from 'node:net'
import { parseArgs } from 'node:util'
import { parseSettings } from '../../define/settings.ts'
import { keepAlive, type Request, startDetectors } from './detectors.ts'
import { orUsage, refuse, wholeNumber } from './flags.ts'
import { eachLine } from './lines.ts'
import { optionSetter } from './probe-options.ts'
import { Standing } from './standing.ts'

const usage = `Usage: node probe-client --port <port> [--host 127.0.0.1] [--settings off] [--bytes 16] [--reconnect]
  --settings   such as linux, keepalive=60/10/6, heartbeat=10s/5s or asks=1s, more than one with commas between
  --bytes      length of a question
  --reconnect  connects again after a loss`

const pauseMs = 200
/** The longest that setTimeout takes: 24 days. */
const longestMs = 2 ** 31 - 1
const { at, settings, request, reconnect } = orUsage('probe-client', usage, readFlags)
const setOptions = await optionSetter(settings).catch((thrown: Error) => refuse(thrown.message))
const standing = new Standing()
setInterval(() => {}, longestMs) // it stays to be asked, with or without a connection
attempt()

function attempt(): void {
  const socket = connect({ ...at, noDelay: true, autoSelectFamily: false })
  let running: { heard(line: string): void; stop(): void }[] | undefined
  let over = false
  socket.on('connectionAttempt', () => process.nextTick(setOptions, socket))
  socket.on('connect', () => {
    if (settings.keepalive) keepAlive(socket, settings.keepalive)
    socket.write('hello\n')
  })
  eachLine(socket, line => {
    if (over) return
    standing.works(`the server says ${line}`)
    if (running) for (const one of running) one.heard(line)
    else running = start(socket, giveUp)
  })
  socket.on('error', (error: NodeJS.ErrnoException) => giveUp(error.code ?? 'ERROR', error.message))
  socket.on('close', () => giveUp('EOF', 'the server closed the connection'))

  function giveUp(code: string, detail: string): void {
    if (over) return
    over = true
    for (const one of running ?? []) one.stop()
    socket.destroy()
    standing.fails({ code, detail })
    if (reconnect) setTimeout(attempt, pauseMs)
  }
}

/** The settings' own detectors, and beside them the questions. */
function start(socket: Socket, giveUp: (code: string, detail: string) => void) {
  const own = startDetectors(socket, { detectors: settings }, giveUp)
  const { asksEveryMs: everyMs, requestTimeoutMs: deadlineMs = longestMs } = settings
  if (everyMs === undefined) return [own]
  return [own, startDetectors(socket, { detectors: { heartbeat: { everyMs, deadlineMs } }, request }, giveUp)]
}

function readFlags() {
  const { values } = parseArgs({
    options: {
      host: { type: 'string', default: '127.0.0.1' },
      port: { type: 'string' },
      settings: { type: 'string', default: 'off' },
      bytes: { type: 'string', default: '16' },
      reconnect: { type: 'boolean', default: false },
    },
  })
  const { port } = values
  if (port === undefined) throw new Error('--port is missing')
  const sizeBytes = wholeNumber('bytes', values.bytes, 5)
  const request: Request = {
    text: () => `${'ask '.padEnd(sizeBytes - 1, 'x')}\n`,
    answer: 'answer',
    code: 'REQUEST_TIMEOUT',
  }
  return {
    at: { host: values.host, port: wholeNumber('port', port, 1) },
    settings: parseSettings(values.settings),
    request,
    reconnect: values.reconnect,
  }
}
