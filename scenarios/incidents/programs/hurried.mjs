// Asks ten times a second, over a connection of its own each time (anew), or over one (kept).
import { once } from 'node:events'
import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

const [host, port, how] = process.argv.slice(2)
const say = (kind, more) => console.log(JSON.stringify({ halfopen: kind, ...more }))
const opened = async () => {
  const socket = connect({ host, port: Number(port) })
  await once(socket, 'connect')
  return socket
}
let [socket, well] = [undefined, undefined]
for (; ; await sleep(100)) {
  try {
    socket ??= await opened()
    socket.write('?')
    await once(socket, 'data')
    if (how === 'anew') {
      socket.end()
      await once(socket, 'end')
      socket = undefined
    }
    if (!well) say(well === undefined ? 'connected' : 'recovered')
    well = true
  } catch (error) {
    if (well) say('lost', { code: error.code })
    well &&= false
    socket = undefined
  }
}
