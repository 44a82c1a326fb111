// A store and who fetches a megabyte from it, for the scenarios beside: such an answer leaves in bursts, and a path has to see their segments.
import { command, type Program } from 'halfopen'

const programs = `${import.meta.dirname}/programs`

export const store = (): Program =>
  command(['python3', `${programs}/store.py`, '{host}', '{port}'], { name: 'store', ready: /listening/ })

/** `mss`: the longest segments that it says it takes. Its patience is 30 s for each byte. */
export function fetcher({ bytes = 1_000_000, mss }: { bytes?: number; mss?: number } = {}): Program {
  const options = [String(bytes), '30', ...(mss === undefined ? [] : [String(mss)])]
  return command(['python3', `${programs}/fetch.py`, '{host}', '{port}', ...options], {
    name: 'fetcher',
    connected: /all of it/,
    lost: /failed|cut short/,
  })
}
