// Asks once a second; when an answer takes longer than 2 s it closes its connection, politely (end) or not (destroy), and makes another one
// when that is closed.
import { once } from 'node:events'
import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

const [host, port, how] = process.argv.slice(2)
const say = (kind, more) => console.log(JSON.stringify({ halfopen: kind, ...more }))
let lost = false
for (let first = true; ; first = false) {
  const socket = connect({ host, port: Number(port) })
  const closed = once(socket, 'close').catch(() => {})
  try {
    await once(socket, 'connect')
    for (;;) {
      socket.write('?')
      await once(socket, 'data', { signal: AbortSignal.timeout(2_000) })
      if (first || lost) say(lost ? 'recovered' : 'connected')
      first = lost = false
      await sleep(1_000)
    }
  } catch {
    if (!lost) say('lost', { code: 'NO_ANSWER' })
    lost = true
    socket[how]()
    await closed
  }
}
