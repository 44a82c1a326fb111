// An echo server that reads its data for two seconds before it answers: until then connections are broken off, and its health is 503.
import { createServer as createWeb } from 'node:http'
import { createServer } from 'node:net'

const [host, port, admin] = process.argv.slice(2)
let loaded = false
createServer({ noDelay: true }, socket => {
  socket.on('error', () => {})
  if (loaded) socket.pipe(socket)
  else socket.destroy()
}).listen(Number(port), host)
createWeb((_question, answer) => {
  answer.statusCode = loaded ? 200 : 503
  answer.end()
}).listen(Number(admin), host)
setTimeout(() => {
  loaded = true
}, 2_000)
