// A gRPC server of grpc.proto: it answers each Ask, and on a stream of Watch it says nothing but that it is open. It allows a ping every second.
import { Metadata, Server, ServerCredentials } from '@grpc/grpc-js'

const [host, port] = process.argv.slice(2)
const empty = {
  requestSerialize: () => Buffer.alloc(0),
  requestDeserialize: () => ({}),
  responseSerialize: () => Buffer.alloc(0),
  responseDeserialize: () => ({}),
}
const method = (name, responseStream) => ({
  path: `/halfopen.Questions/${name}`,
  requestStream: false,
  responseStream,
  ...empty,
})
const server = new Server({
  'grpc.keepalive_permit_without_calls': 1,
  'grpc.http2.min_ping_interval_without_data_ms': 1_000,
})
server.addService(
  { ask: method('Ask', false), watch: method('Watch', true) },
  { ask: (_, done) => done(null, {}), watch: call => call.on('error', () => {}).sendMetadata(new Metadata()) },
)
server.bindAsync(`${host}:${port}`, ServerCredentials.createInsecure(), error => {
  if (error) throw error
  console.log(`listening on ${host}:${port}`)
})
