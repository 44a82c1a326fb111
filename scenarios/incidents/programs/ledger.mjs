// Receives numbers, one a line, confirms each, and keeps the last one in a file: after a reboot it knows which is the next, and says when it is not.
import { readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { createInterface } from 'node:readline'

const [host, port, file] = process.argv.slice(2)
let last = 0
try {
  last = Number(readFileSync(file, 'utf8'))
} catch {}
createServer(socket => {
  socket.on('error', () => {})
  createInterface({ input: socket }).on('line', line => {
    const number = Number(line)
    const gap = number > last + 1
    last = Math.max(last, number)
    writeFileSync(file, String(last))
    socket.write(`${gap ? 'gap' : 'fine'} ${number}\n`)
  })
}).listen(Number(port), host, () => console.log('listening'))
