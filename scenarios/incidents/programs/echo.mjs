// Answers each word with the same one.
import { createServer } from 'node:net'

const [host, port] = process.argv.slice(2)
createServer({ allowHalfOpen: false }, socket => socket.on('error', () => {}).pipe(socket)).listen(
  Number(port),
  host,
  () => console.log('listening'),
)
