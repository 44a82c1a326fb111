// MQTT: one keepalive for both sides, of which each client has its own idea of when it was missed.
import { beatFor } from './heartbeats.ts'
import type { Given, Paste } from './paste.ts'
import { inPythonsSocket, tcpOptions } from './sockets.ts'
import { inJavaScript, inPython } from './spelled.ts'

/** A broker ends who said nothing for one and a half of it. */
export function mqtt(given: Given): readonly Paste[] {
  return [mqttJs(given), paho(given)]
}

/** A ping after so long, whose answer has half as long. */
function mqttJs({ requirements }: Given): Paste {
  const own = { program: 'MQTT.js', version: '5.16', source: 'https://github.com/mqttjs/MQTT.js#client' }
  const beat = beatFor(s => ({ latestS: 1.5 * s, graceS: 0.5 * s, quietS: s }), mostS, requirements)
  if (beat.none !== undefined)
    return { ...own, lines: [], note: `${beat.none}. Its sockets have no keepalive, and no option for one.` }
  const set = { keepalive: beat.everyS, connectTimeout: requirements.connecting ? requirements.withinMs : undefined }
  return {
    ...own,
    lines: [`mqtt.connect(url, ${inJavaScript(set)})`],
    note: `It is told ${1.5 * beat.everyS} s after the last answer at the latest, of a frozen broker too, and connects again by itself.`,
    subject: { client: 'mqtt', set, settings: beat.settings },
  }
}

/**
 * A ping after so long, whose answer has as long again; it looks once a second. The broker has heard nothing for one and a half of it by then,
 * if the ping was lost.
 */
function paho(given: Given): Paste {
  const { requirements } = given
  const own = {
    program: 'paho-mqtt',
    version: '2.2, Python',
    source: 'https://eclipse.dev/paho/files/paho.mqtt.python/html/client.html#paho.mqtt.client.Client.connect',
  }
  const beat = beatFor(s => ({ latestS: 2 * s + 2, graceS: s / 2 - 1, quietS: s + 1 }), mostS, requirements)
  const connect_timeout = requirements.connecting ? Math.floor(requirements.withinMs / 1_000) : undefined
  const first = connect_timeout === undefined ? [] : [`client.connect_timeout = ${connect_timeout}`]
  if (beat.none === undefined) {
    const keepalive = beat.everyS
    return {
      ...own,
      lines: [...first, `client.connect(host, ${inPython({ keepalive })})`],
      note: `Its loop is told ${2 * keepalive + 2} s after the last answer at the latest, of a frozen broker too, and connects again by itself.`,
      subject: { client: 'paho-mqtt', set: { keepalive, connect_timeout }, settings: beat.settings },
    }
  }
  return {
    ...own,
    lines: [
      'def watch(client, userdata, s):',
      ...inPythonsSocket(given).map(line => `    ${line}`),
      'client.on_socket_open = watch',
      ...first,
      'client.connect(host, keepalive=0)',
    ],
    note: `${beat.none}. Without a keepalive of MQTT the kernel watches: a frozen broker is not noticed, and the broker does not notice its client's end.`,
    subject: { client: 'paho-mqtt', set: { keepalive: 0, on_socket_open: tcpOptions(given), connect_timeout } },
  }
}

const mostS = 65_535
