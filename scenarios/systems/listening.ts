// A server that tells its client the time, and a client that only listens: what becomes of them shows at the server's next word.
import { command, type Program } from 'halfopen'

const at = `${import.meta.dirname}/programs`

/** Says something every so often; with `forMs` only for so long. */
export const ticker = (everyMs: number, forMs?: number): Program =>
  command(`node ${at}/ticker.mjs {host} {port} ${everyMs} ${forMs ?? ''}`, {
    name: 'ticker',
    ready: /listening/,
    connected: /listener here/,
    lost: /listener lost/,
  })

export const listener = (): Program =>
  command(`node ${at}/listener.mjs {host} {port}`, { name: 'listener', connected: /connected/, lost: /lost/ })

/** The other way: sends something every so often; with `forMs` only for so long. */
export const shipper = (everyMs: number, forMs?: number): Program =>
  command(`node ${at}/shipper.mjs {host} {port} ${everyMs} ${forMs ?? ''}`, {
    name: 'shipper',
    connected: /connected/,
    lost: /lost/,
  })
