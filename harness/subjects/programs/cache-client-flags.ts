// The command line of the cache client. All times are milliseconds.
import { parseArgs } from 'node:util'
import type { Detectors } from './detectors.ts'
import { keepaliveFlag, orUsage, wholeNumber, wholeNumbers } from './flags.ts'

const usage = `Usage: node cache-client --port <port> [--host 127.0.0.1] [--changes-every 1000] [--read-every 100] [detectors]
  --changes-every  the same as the server's
  --read-every     a read, answered from the cache
Detectors, none unless given; all times in milliseconds
  --heartbeat <every>             one-way: sent, and no answer expected
  --heartbeat <every>/<deadline>  a ping that must be answered within the deadline
  --read-deadline <ms>            give up when nothing was received for so long
  --keepalive <idle>/<interval>/<count>  SO_KEEPALIVE, whole seconds`

/** The flags of this process. Ends it when they are wrong. */
export function readFlags(): Client {
  return orUsage('cache-client', usage, () => parseFlags(process.argv.slice(2)))
}

/** What a client is told. */
export interface Client {
  host: string
  port: number
  changesEveryMs: number
  readEveryMs: number
  detectors: Detectors
}

/** Throws an error that names the flag. */
export function parseFlags(args: string[]): Client {
  const { values } = parseArgs({ args, options })
  const { heartbeat, keepalive, 'read-deadline': readDeadline } = values
  if (values.port === undefined) throw new Error('--port is missing')
  return {
    host: values.host,
    port: wholeNumber('port', values.port, 1),
    changesEveryMs: wholeNumber('changes-every', values['changes-every'], 1),
    readEveryMs: wholeNumber('read-every', values['read-every'], 1),
    detectors: {
      ...(heartbeat === undefined ? {} : { heartbeat: parseHeartbeat(heartbeat) }),
      ...(readDeadline === undefined ? {} : { readDeadlineMs: wholeNumber('read-deadline', readDeadline, 1) }),
      ...(keepalive === undefined ? {} : { keepalive: keepaliveFlag(keepalive) }),
    },
  }
}

const options = {
  host: { type: 'string', default: '127.0.0.1' },
  port: { type: 'string' },
  'changes-every': { type: 'string', default: '1000' },
  'read-every': { type: 'string', default: '100' },
  heartbeat: { type: 'string' },
  'read-deadline': { type: 'string' },
  keepalive: { type: 'string' },
} as const

function parseHeartbeat(text: string): NonNullable<Detectors['heartbeat']> {
  const [everyMs = 0, deadlineMs] = wholeNumbers('heartbeat', text, [1, 2])
  return { everyMs, ...(deadlineMs === undefined ? {} : { deadlineMs }) }
}
