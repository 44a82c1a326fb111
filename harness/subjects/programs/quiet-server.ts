// A server that reads and never answers, to run by hand: `node quiet-server.ts --port 7000`. All that comes back is from its kernel.
import { createServer } from 'node:net'
import { parseArgs } from 'node:util'
import { orUsage, refuse, wholeNumber } from './flags.ts'

const usage = `Usage: node quiet-server [--host 127.0.0.1] [--port 0]
  --port  0 lets the system choose; the line "listening on" tells`

const { host, port } = orUsage('quiet-server', usage, readFlags)
const server = createServer(socket => socket.on('error', () => {}).resume())
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
