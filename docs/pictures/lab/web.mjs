// Asks every two seconds, gives its connection up when an answer takes longer than one, and connects anew.
import { connect } from 'node:net'

const [host, port] = process.argv[2].split(':')

function begin(word) {
  const socket = connect({ host, port: Number(port) })
  let late
  const ask = () => {
    socket.write('price?\n')
    late ??= setTimeout(() => socket.destroy(new Error('no answer within 1 s')), 1_000)
  }
  const rhythm = setInterval(ask, 2_000)
  socket.once('connect', ask).on('data', () => {
    clearTimeout(late)
    late = undefined
    if (word) console.log(word)
    word = undefined
  })
  socket
    .on('error', ({ message }) => console.log(`db is gone: ${message}`))
    .on('close', () => {
      clearInterval(rhythm)
      clearTimeout(late)
      setTimeout(begin, 500, 'connected again')
    })
}

begin('connected')
