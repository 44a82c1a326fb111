// A relay between clients and a server, to run by hand: `node tcp-relay.ts --port 7000 --to-host 127.0.0.1 --to-port 7001`.
// Each connection that it accepts gets one of its own to the server, and each goodbye is handed on. It understands nothing of what it carries.
import { connect, createServer, type Socket } from 'node:net'
import { parseArgs } from 'node:util'
import { keepAlive } from './detectors.ts'
import { keepaliveFlag, orUsage, refuse, wholeNumber } from './flags.ts'
import { say } from './lines.ts'

const usage = `Usage: node tcp-relay --to-port <port> [--to-host 127.0.0.1] [--host 127.0.0.1] [--port 0] [--keepalive <idle>/<interval>/<count>]
  --port       0 lets the system choose; the line "listening on" tells
  --keepalive  SO_KEEPALIVE toward the server, milliseconds, whole seconds`

const { host, port, toHost, toPort, keepalive } = orUsage('tcp-relay', usage, readFlags)
let lost = false
const server = createServer({ noDelay: true, pauseOnConnect: true, allowHalfOpen: true }, relay)
server.on('error', error => refuse(`Cannot listen on ${host}:${port}: ${error.message}`))
server.listen(port, host, () => {
  const address = server.address()
  if (address !== null && typeof address === 'object') console.log(`listening on ${address.address}:${address.port}`)
})

function relay(near: Socket): void {
  const far = connect({ host: toHost, port: toPort, noDelay: true, allowHalfOpen: true })
  let nearLeft = false
  far.once('connect', () => {
    if (keepalive) keepAlive(far, keepalive)
    say(lost ? 'recovered' : 'connected', { detail: `connected to ${toHost}:${toPort}` })
    lost = false
    near.pipe(far).pipe(near)
  })
  let code: string | undefined
  far.on('error', error => {
    code = 'code' in error && typeof error.code === 'string' ? error.code : error.message
  })
  far
    .once('end', farLeft)
    .once('close', farLeft)
    .once('close', () => near.destroy())
  near
    .once('end', nearLeaves)
    .once('close', nearLeaves)
    .once('close', () => far.destroy())
  near.on('error', () => {})

  function nearLeaves(): void {
    nearLeft = true
  }

  function farLeft(): void {
    if (nearLeft) return
    nearLeft = true
    lost = true
    say('lost', { ...(code === undefined ? {} : { code }), detail: code ?? 'the server closed the connection' })
  }
}

function readFlags() {
  const { values } = parseArgs({
    options: {
      host: { type: 'string', default: '127.0.0.1' },
      port: { type: 'string', default: '0' },
      'to-host': { type: 'string', default: '127.0.0.1' },
      'to-port': { type: 'string' },
      keepalive: { type: 'string' },
    },
  })
  const { 'to-host': toHost, 'to-port': toPort, keepalive: text } = values
  if (toPort === undefined) throw new Error('--to-port is missing')
  return {
    host: values.host,
    port: wholeNumber('port', values.port, 0),
    toHost,
    toPort: wholeNumber('to-port', toPort, 1),
    keepalive: text === undefined ? undefined : keepaliveFlag(text),
  }
}
