// Greets everybody over TLS.
import { readFileSync } from 'node:fs'
import { createServer } from 'node:tls'

const [host, port, dir] = process.argv.slice(2)
const own = { key: readFileSync(`${dir}/key`), cert: readFileSync(`${dir}/certificate`) }
createServer(own, socket => socket.on('error', () => {}).end('hello')).listen(Number(port), host, () =>
  console.log('listening'),
)
