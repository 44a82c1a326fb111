// Servers in Node, as simple as they can be: of HTTP/1.1, HTTP/2, WebSocket and gRPC.
import { command, type Program } from '../../define/command.ts'
import { type Duration, lengthOf } from '../../define/duration.ts'
import { node } from '../environments/node.ts'

/**
 * Answers every GET, and keeps idle connections for a day.
 * @example httpServer()
 */
export function httpServer(): Program {
  return inNode('http')
}

/**
 * Answers every request of HTTP/2, without TLS.
 * @example http2Server()
 */
export function http2Server(): Program {
  return inNode('http2')
}

/**
 * Answers each message of a WebSocket with the same one (ws 8.23.0). `pingEvery`: it ends who does not answer its ping before the next.
 * @example wsServer({ pingEvery: '30s' })
 * @throws E_DURATION when that is no length of time
 */
export function wsServer({ pingEvery }: { pingEvery?: Duration } = {}): Program {
  return inNode(
    'ws',
    ...(pingEvery === undefined ? [] : [String(lengthOf('`pingEvery` of the WebSocket server', pingEvery))]),
  )
}

/**
 * Answers each call, says nothing on a stream, and allows a ping every second (grpc-js 1.14.7); programs/node/grpc.proto is what it speaks.
 * @example grpcServer()
 */
export function grpcServer(): Program {
  return inNode('grpc')
}

function inNode(name: string, ...more: readonly string[]): Program {
  const words = [...node.start(`${name}-server`), '{host}', '{port}', ...more]
  const ready = /^listening on /
  return {
    ...command(words, { name: `${name}-server`, needs: { ...node.needs }, ready }),
    ...(node.prepare ? { prepare: node.prepare } : {}),
  }
}
