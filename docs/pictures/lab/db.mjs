// Answers whoever asks.
import { createServer } from 'node:net'

createServer(socket => socket.on('error', () => {}).on('data', () => socket.write('42\n'))).listen(
  Number(process.argv[2]),
  () => console.log('listening'),
)
