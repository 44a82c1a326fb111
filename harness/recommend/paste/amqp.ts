// RabbitMQ's clients: heartbeats that both sides agree to, each by rules of its own for when they were missed.
import { beatFor } from './heartbeats.ts'
import { type Given, type Paste, underscored } from './paste.ts'
import { tcpOptions } from './sockets.ts'
import { inPython } from './spelled.ts'

/** The broker sends one each time after so long, and ends who was silent for two: the smaller of its own 60 s and of what is asked for counts. */
export function amqp(given: Given): readonly Paste[] {
  const { requirements } = given
  const connectMs = requirements.connecting ? requirements.withinMs : undefined
  return [amqplib(given, connectMs), pika(given, connectMs), amqp091Go(given)]
}

/** It looks after each, and ends after two in a row in which nothing came. */
function amqplib({ requirements }: Given, timeout: number | undefined): Paste {
  const beat = beatFor(s => ({ latestS: 3 * s, graceS: s, quietS: s }), mostS, requirements)
  const own = {
    program: 'amqplib',
    version: '2.3',
    source: 'https://amqp-node.github.io/amqplib/channel_api.html#connect',
  }
  if (beat.none !== undefined)
    return {
      ...own,
      lines: [],
      note: `${beat.none}. Its keepAlive takes a delay alone, and there is no TCP_USER_TIMEOUT.`,
    }
  const { everyS: heartbeat, settings } = beat
  const socket = timeout === undefined ? '' : `, { timeout: ${underscored(timeout)} }`
  return {
    ...own,
    lines: [`amqp.connect('amqp://HOST?heartbeat=${heartbeat}'${socket})`],
    note: `It is told by the second heartbeat that is missed, ${3 * heartbeat} s after the last at the latest, of a frozen broker too. It does not connect again by itself.`,
    subject: { client: 'amqplib', set: { heartbeat, timeout }, settings },
  }
}

/** It looks 5 s after each, whatever it is: the broker's next one has no more than those. */
function pika(given: Given, connectMs: number | undefined): Paste {
  const { requirements } = given
  const connectS = connectMs === undefined ? undefined : connectMs / 1_000
  const connects = { socket_timeout: connectS, stack_timeout: connectS }
  const beat = beatFor(s => ({ latestS: 2 * (s + 5), graceS: 5, quietS: s }), mostS, requirements)
  const own = {
    program: 'pika',
    version: '1.4',
    source: 'https://pika.readthedocs.io/en/stable/modules/parameters.html',
  }
  const lineOf = (set: object) => [`pika.ConnectionParameters(host, ${inPython(set, name => `'${name}'`)})`]
  if (beat.none === undefined && !requirements.busy) {
    const set = { heartbeat: beat.everyS, ...connects }
    return {
      ...own,
      lines: lineOf(set),
      note: 'A BlockingConnection sends and looks only while somebody is in process_data_events(), sleep() or start_consuming() of it; otherwise the broker ends it.',
      subject: { client: 'pika', set, settings: beat.settings },
    }
  }
  const set = { heartbeat: 0, tcp_options: tcpOptions(given), ...connects }
  const why = beat.none ?? 'None is sent while a BlockingConnection that only writes now and then is left alone'
  return {
    ...own,
    lines: lineOf(set),
    note: `${why}. Without a heartbeat the kernel watches: a frozen broker is not noticed, and the broker needs keepalive of its own (tcp_listen_options.keepalive).`,
    subject: { client: 'pika', set },
  }
}

/** A read deadline of three halves, from what was heard last. */
function amqp091Go({ requirements }: Given): Paste {
  const beat = beatFor(s => ({ latestS: 1.5 * s, graceS: s / 2, quietS: s }), mostS, requirements)
  const own = {
    program: 'amqp091-go',
    version: '1.16',
    source: 'https://pkg.go.dev/github.com/rabbitmq/amqp091-go#Config',
  }
  if (beat.none !== undefined)
    return {
      ...own,
      lines: [],
      note: `${beat.none}. Its Dial may make a connection that the kernel watches: see Go. No heartbeat is heartbeat=0 in the URL.`,
    }
  const { everyS: Heartbeat, settings } = beat
  return {
    ...own,
    lines: [`amqp.DialConfig(url, amqp.Config{Heartbeat: ${Heartbeat} * time.Second, Locale: "en_US"})`],
    note: `It is told ${1.5 * Heartbeat} s after the last answer at the latest, of a frozen broker too. It does not connect again by itself.`,
    subject: { client: 'amqp091-go', set: { Heartbeat }, settings },
  }
}

const mostS = 60
