// Writes a line every 18 s and never reads: its kernel may have given the peer up long before the next line would tell.
import { connect } from 'node:net'

const [host, port] = process.argv.slice(2)
const socket = connect(Number(port), host, () => {
  console.log('connected')
  socket.pause()
  setInterval(() => socket.write('line\n'), 18_000)
})
socket.on('error', ({ code }) => console.log(`lost: ${code}`))
