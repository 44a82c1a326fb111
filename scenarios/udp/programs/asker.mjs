// Asks by one datagram after each so many ms (0: once), and gives its peer up when it has heard nothing for so long (0: never). Its socket is connected.
import { createSocket } from 'node:dgram'

const [host, port, everyMs, patienceMs = '0'] = process.argv.slice(2)
const socket = createSocket(host.includes(':') ? 'udp6' : 'udp4')
let state = 'new'
let patience

function say(word, why = '') {
  if (state === word || (word === 'lost' && state !== 'up')) return
  console.log(word === 'up' ? (state === 'new' ? 'connected' : 'recovered') : `lost: ${why}`)
  state = word
}

function waitOn() {
  clearTimeout(patience)
  if (Number(patienceMs) > 0) patience = setTimeout(() => say('lost', 'nothing heard'), Number(patienceMs))
}

socket.on('message', () => {
  say('up')
  waitOn()
})
socket.on('error', error => say('lost', error.code))
socket.connect(Number(port), host, () => {
  const ask = () => socket.send('ping', () => {})
  ask()
  if (Number(everyMs) > 0) setInterval(ask, Number(everyMs))
  waitOn()
})
