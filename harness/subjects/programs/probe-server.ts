// The server of the probe, to run by hand: `node probe-server.ts --port 7000`. It answers "hello", "ping" and "ask", takes anything else
// without a word, says nothing by itself and gives no client up: what a client notices is the client's own doing.
import { createServer, type Socket } from 'node:net'
import { parseArgs } from 'node:util'
import { orUsage, refuse, wholeNumber } from './flags.ts'
import { eachLine, say } from './lines.ts'

const usage = `Usage: node probe-server [--host 127.0.0.1] [--port 0]
  --port  0 lets the system choose; the line "listening on" tells`

const answers: ReadonlyMap<string, string> = new Map([
  ['hello', 'welcome\n'],
  ['ping', 'pong\n'],
  ['ask', 'answer\n'],
])

const { host, port } = orUsage('probe-server', usage, readFlags)
const server = createServer({ noDelay: true }, serve)
server.on('error', error => refuse(`Cannot listen on ${host}:${port}: ${error.message}`))
server.listen(port, host, () => {
  const address = server.address()
  if (address !== null && typeof address === 'object') console.log(`listening on ${address.address}:${address.port}`)
})

function serve(socket: Socket): void {
  const who = `${socket.remoteAddress}:${socket.remotePort}`
  let code = 'EOF'
  socket.on('error', (error: NodeJS.ErrnoException) => {
    code = error.code ?? error.message
  })
  socket.on('close', () => say('lost', { code, detail: `client ${who} is gone` }))
  eachLine(socket, line => {
    if (line === 'hello') say('connected', { detail: `client ${who}` })
    const answer = answers.get(line.split(' ', 1)[0] ?? '')
    if (answer !== undefined) socket.write(answer)
  })
}

function readFlags() {
  const { values } = parseArgs({
    options: { host: { type: 'string', default: '127.0.0.1' }, port: { type: 'string', default: '0' } },
  })
  return { host: values.host, port: wholeNumber('port', values.port, 0) }
}
