// A writing client of the cache server, to run by hand: `node cache-writer.ts --port 7000`. In 2005 it would have noticed: what it
// writes goes to the server, and TCP wants an acknowledgement. Without --request-timeout it waits for nothing else.
import { parseArgs } from 'node:util'
import { keepConnected } from './connection.ts'
import type { Request } from './detectors.ts'
import { keepaliveFlag, orUsage, wholeNumber } from './flags.ts'
import { Standing } from './standing.ts'

const usage = `Usage: node cache-writer --port <port> [--host 127.0.0.1] [--write-every 500] [--bytes 16] [detectors]
  --write-every  milliseconds between two writes
  --bytes        length of a write
Detectors, none unless given
  --request-timeout <ms>                 give up when a write is not answered in that time
  --keepalive <idle>/<interval>/<count>  SO_KEEPALIVE, milliseconds, whole seconds`

const { at, sizeBytes, ...detectors } = orUsage('cache-writer', usage, readFlags)
const standing = new Standing()
let writes = 0

const request: Request = {
  text: () => `${`store ${++writes} `.padEnd(sizeBytes - 1, 'x')}\n`,
  answer: 'stored',
  code: 'REQUEST_TIMEOUT',
}

keepConnected(at, {
  detectors,
  request,
  greet: socket => socket.write(request.text()),
  hear: line => {
    if (line === request.answer) standing.works(`wrote ${sizeBytes} bytes`)
    return line === request.answer
  },
  lose: (code, detail) => standing.fails({ code, detail }),
})

function readFlags() {
  const { values } = parseArgs({
    options: {
      host: { type: 'string', default: '127.0.0.1' },
      port: { type: 'string' },
      'write-every': { type: 'string', default: '500' },
      bytes: { type: 'string', default: '16' },
      'request-timeout': { type: 'string' },
      keepalive: { type: 'string' },
    },
  })
  const { keepalive, 'request-timeout': timeout } = values
  if (values.port === undefined) throw new Error('--port is missing')
  return {
    at: { host: values.host, port: wholeNumber('port', values.port, 1) },
    sizeBytes: wholeNumber('bytes', values.bytes, 16),
    heartbeat: {
      everyMs: wholeNumber('write-every', values['write-every'], 1),
      ...(timeout === undefined ? {} : { deadlineMs: wholeNumber('request-timeout', timeout, 1) }),
    },
    ...(keepalive === undefined ? {} : { keepalive: keepaliveFlag(keepalive) }),
  }
}
