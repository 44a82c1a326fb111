// Fifty connections of one program to one server.
import { command, type Program } from 'halfopen'

const at = `${import.meta.dirname}/../programs`

/** How many connections a pool holds. */
export const size = 50

/** Answers with what it hears. */
export function echo(): Program {
  return command(`node ${at}/echo.mjs {host} {port}`, { name: 'echo', ready: /listening/ })
}

/** A pool that replaces what it has lost. `beating`: so many of its connections have a word every second, the others are only kept. */
export function pool(beating: number): Program {
  return command(`node ${at}/pool.mjs {host} {port} ${size} 1000 2000 ${beating}`, {
    name: 'pool',
    connected: /^connected/,
    lost: /^lost one: (?<detail>.*)/,
    recovered: /^recovered/,
    settings: 'heartbeat=1s/2s',
  })
}
