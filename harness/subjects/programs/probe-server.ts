// The probe's server, to run by hand: `node probe-server.ts --port 7000`. It answers "ping" with "pong", and takes anything else without a word.
import { createServer } from 'node:net'
import { parseArgs } from 'node:util'
import { orUsage, refuse, wholeNumber } from './flags.ts'
import { eachLine } from './lines.ts'

const usage = `Usage: node probe-server [--host 127.0.0.1] [--port 0]
  --port  0 lets the system choose; the line "listening on" tells`

const { host, port } = orUsage('probe-server', usage, readFlags)
const server = createServer({ noDelay: true }, socket => {
  socket.on('error', () => {})
  eachLine(socket, line => {
    if (line === 'ping') socket.write('pong\n')
  })
})
server.on('error', error => refuse(`Cannot listen on ${host}:${port}: ${error.message}`))
server.listen(port, host, () => {
  const address = server.address()
  if (address !== null && typeof address === 'object') console.log(`listening on ${address.address}:${address.port}`)
})

function readFlags() {
  const { values } = parseArgs({
    options: { host: { type: 'string', default: '127.0.0.1' }, port: { type: 'string', default: '0' } },
  })
  return { host: values.host, port: wholeNumber('port', values.port, 0) }
}
