// Passes connections on to a server: `middlebox.mjs HOST PORT SERVER_HOST SERVER_PORT FILE`. One that it accepts while FILE is there it never passes on, and
// forgets after an hour.
import { existsSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { pipeline } from 'node:stream'

const [host, port, serverHost, serverPort, file] = process.argv.slice(2)
const hourMs = 3_600_000
createServer(from => {
  from.on('error', () => {})
  if (existsSync(file)) setTimeout(() => from.destroy(), hourMs)
  else {
    const to = connect(Number(serverPort), serverHost)
    pipeline(from, to, from, () => {})
  }
}).listen(Number(port), host, () => console.log('listening'))
