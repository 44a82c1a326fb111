// The programs of these scenarios: a server that answers datagrams, and a client that asks by them.
import { command, type Program } from 'halfopen'

const at = import.meta.dirname

export function echo(newsEveryMs = 0): Program {
  return command(`node ${at}/echo.mjs {host} {port} ${newsEveryMs}`, { name: 'echo', protocol: 'udp' })
}

/** Answers nobody but who came first, as one does that knows its peer by address and port. */
export function onePeer(): Program {
  return command(`node ${at}/echo.mjs {host} {port} 0 only`, { name: 'one-peer', protocol: 'udp' })
}

/** `everyMs` 0: asks once, and only listens from then on. `patienceMs` 0: never gives up. */
export function asker({ everyMs, patienceMs = 0 }: { everyMs: number; patienceMs?: number }): Program {
  return command(`node ${at}/asker.mjs {host} {port} ${everyMs} ${patienceMs}`, {
    name: 'asker',
    connected: /connected/,
    lost: /lost/,
    recovered: /recovered/,
  })
}
