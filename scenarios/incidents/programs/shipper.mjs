// Sends a number every 30 s, and connects again after a loss. `forget`: what was written is sent; `confirm`: what was confirmed is, the rest is sent again.
// Who forgets says `lost` when its peer has missed one; who confirms when its connection is gone, and is back when all is confirmed. `keepalive`: one that
// forgets, and asks after its peer when 5 s are quiet: it says so when its connection is gone, and what it has to say until it is back waits.
import { once } from 'node:events'
import { connect } from 'node:net'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'

const [host, port, how] = process.argv.slice(2)
const say = (kind, more) => console.log(JSON.stringify({ halfopen: kind, ...more }))
let waiting = []
let [next, told, lost] = [1, false, false]
for (;;) {
  const socket = connect({ host, port: Number(port), keepAlive: how === 'keepalive', keepAliveInitialDelay: 5_000 })
  let closed = false
  let code
  const gone = new Promise(resolve =>
    socket
      .on('error', error => {
        code = error.code
      })
      .on('close', resolve),
  ).then(() => {
    closed = true
  })
  await Promise.race([once(socket, 'connect').catch(() => {}), gone])
  const lines = createInterface({ input: socket }).on('error', () => {})
  lines.on('line', line => {
    const [word, number] = line.split(' ')
    waiting = waiting.filter(one => one > Number(number))
    if (word === 'gap') say('lost', { code: 'GAP', detail: `a number before ${number} is missing` })
    else if (!told) say('connected')
    else if (lost && waiting.length === 0) say('recovered')
    told = true
    lost &&= waiting.length > 0
  })
  if (how === 'confirm') for (const number of waiting) socket.write(`${number}\n`)
  waiting = how === 'confirm' ? waiting : []
  while (!closed) {
    waiting.push(next)
    socket.write(`${next++}\n`)
    await Promise.race([sleep(30_000), gone])
  }
  if (how !== 'forget' && told && !lost) say('lost', { code })
  lost = how !== 'forget' && told
  await sleep(1)
}
