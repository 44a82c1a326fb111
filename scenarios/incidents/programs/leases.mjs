// Holds the lease of whoever asks it anything over HTTP/2, for so many ms after each question: `leases.mjs HOST PORT LEASE_MS`. Says `lost` when one has run out.
import http2 from 'node:http2'

const [host, port, leaseMs] = process.argv.slice(2)
const say = kind => console.log(JSON.stringify({ halfopen: kind, code: kind === 'lost' ? 'LEASE_RAN_OUT' : undefined }))
let lease
const renew = () => {
  if (lease === undefined) say('connected')
  clearTimeout(lease)
  lease = setTimeout(() => {
    lease = undefined
    say('lost')
  }, Number(leaseMs))
}
const server = http2.createServer((_, answer) => {
  renew()
  answer.end('fine\n')
})
server.listen(Number(port), host, () => console.log('listening'))
