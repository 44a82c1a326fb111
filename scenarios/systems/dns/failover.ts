// A database that is switched off, and a name that leads to another one 20 s later: what each client makes of that is its own file's claim.
import { at, command, moveName, type Program, powerOff } from 'halfopen'

const programs = `${import.meta.dirname}/programs`
const echo = `${import.meta.dirname}/../programs/echo.mjs`

/** Two of it, and who reads from what `db.test` leads to. */
export const failover = (reader: Program) => ({
  hosts: { a: database(), b: database(), reader },
  names: { 'db.test': { is: 'a', ttl: '5s' } } as const,
  planes: ['netns'] as const,
  faults: [at('0s', powerOff('a')), at('20s', moveName('db.test', 'b'))] as const,
})

export const database = () => command(`node ${echo} {host} {port}`, { name: 'echo', ready: /listening/ })

/** Says when it is connected, lost and back. */
export const says = {
  connected: /^connected/,
  lost: /^lost: (?<code>.*)/,
  recovered: /^recovered/,
  settings: { heartbeat: { every: '500ms', deadline: '2s' } },
} as const

/** Asks for the name whenever it connects. */
export const node = (port = '{a.port}') =>
  command(`node ${programs}/reader.mjs db.test ${port}`, { name: 'node reader', ...says })
