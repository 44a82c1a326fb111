// A connection of @cloudamqp/amqp-client and its channel, as in the thread, by the release `reported` or `mended`. By hand, in a folder with node_modules:
//   node client.mjs 127.0.0.1 5672 reported
const [host, port, release] = process.argv.slice(2)
const { AMQPClient } = await import(release)
const amqp = new AMQPClient(`amqp://app:app@${host}:${port}?heartbeat=60`)
const connection = await amqp.connect()
connection.onerror = ({ message }) => console.log(`lost: ${message}`)
await connection.channel()
console.log('connected')
