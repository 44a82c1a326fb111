// The lines to paste, for each program that is known: a new one is one line here.
import type { KeepaliveSettings, Requirements } from '../requirements.ts'
import { amqp } from './amqp.ts'
import { go } from './go.ts'
import { grpc } from './grpc.ts'
import { linux } from './linux.ts'
import { mqtt } from './mqtt.ts'
import { mysql } from './mysql.ts'
import { nats } from './nats.ts'
import { node } from './node.ts'
import { givenFrom, type Paste } from './paste.ts'
import { postgres } from './postgres.ts'
import { proxies } from './proxies.ts'
import { redis } from './redis.ts'
import { sockets } from './sockets.ts'

/** Those that most people look for; the others are shown to whoever asks. */
export const usualPrograms: readonly string[] = ['sysctl', 'Node', 'libpq', 'pgjdbc', 'redis-py', 'gRPC', 'Go']

/** In the order in which they are shown. */
export function pastesFor(settings: KeepaliveSettings, requirements: Requirements): readonly Paste[] {
  const given = givenFrom(settings, requirements)
  return [linux, node, postgres, mysql, redis, amqp, nats, mqtt, grpc, go, sockets, proxies].flatMap(paste =>
    paste(given),
  )
}
