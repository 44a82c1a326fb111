// A WebSocket server that answers each message with the same one. `PING_MS`: it ends who does not answer its ping before the next.
import { WebSocketServer } from 'ws'

const [host, port, pingMs = 0] = process.argv.slice(2)
const server = new WebSocketServer({ host, port: Number(port) }, () => console.log(`listening on ${host}:${port}`))
server.on('connection', socket => {
  socket.on('message', data => socket.send(data)).on('error', () => {})
  console.log('{"halfopen":"connected"}')
  if (Number(pingMs) === 0) return
  let answered = true
  socket.on('pong', () => {
    answered = true
  })
  const pings = setInterval(() => {
    if (!answered) {
      console.log('{"halfopen":"lost","code":"PING"}')
      return socket.terminate()
    }
    answered = false
    socket.ping()
  }, Number(pingMs))
  socket.on('close', () => clearInterval(pings))
})
