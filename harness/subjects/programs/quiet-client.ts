// A client that says nothing at all, whatever happens to it, to run by hand: `node quiet-client.ts --port 7000 --keepalive 1000/1000/3`.
// It connects again after a loss. Only its kernel can tell how it fares.
import { connect, type Socket } from 'node:net'
import { parseArgs } from 'node:util'
import { keepAlive } from './detectors.ts'
import { keepaliveFlag, orUsage, wholeNumber } from './flags.ts'

const usage = `Usage: node quiet-client --port <port> [--host 127.0.0.1] [--keepalive <idle>/<interval>/<count>] [--write-every <ms>]
  --keepalive    SO_KEEPALIVE, milliseconds, whole seconds
  --write-every  writes one byte after each so many milliseconds; nothing unless given`

const pauseMs = 200
const { host, port, keepalive, writeEveryMs } = orUsage('quiet-client', usage, readFlags)
let socket = attempt()
setInterval(() => {
  if (writeEveryMs !== undefined && socket.writable) socket.write('.')
}, writeEveryMs ?? 60_000)

function attempt(): Socket {
  const made = connect({ host, port, noDelay: true })
  made.on('connect', () => {
    if (keepalive) keepAlive(made, keepalive)
  })
  made.on('close', () => setTimeout(again, pauseMs))
  return made.on('error', () => {}).resume()
}

function again(): void {
  socket = attempt()
}

function readFlags() {
  const { values } = parseArgs({
    options: {
      host: { type: 'string', default: '127.0.0.1' },
      port: { type: 'string' },
      keepalive: { type: 'string' },
      'write-every': { type: 'string' },
    },
  })
  const { keepalive: text, 'write-every': every } = values
  if (values.port === undefined) throw new Error('--port is missing')
  return {
    host: values.host,
    port: wholeNumber('port', values.port, 1),
    keepalive: text === undefined ? undefined : keepaliveFlag(text),
    writeEveryMs: every === undefined ? undefined : wholeNumber('write-every', every, 1),
  }
}
