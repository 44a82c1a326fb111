// What shows that a server is ready, as its author writes it: a line, a port, an HTTP answer, a command that succeeds, or all of several.
import { HalfopenError } from '../kit/errors.ts'
import { shown } from '../kit/shown.ts'
import { hostsNamedIn } from '../model/placeholders.ts'
import type { Pattern, ReadySign } from '../model/subject.ts'
import { parseCommand, type StartOptions } from './command-line.ts'
import { refuseUnknown } from './unknown.ts'

/** A line that it says, or something that is asked on its own host: no path of the scenario sees that, and no fault is on it. */
export type ReadySpec =
  | RegExp
  /** A port of its own accepts: one by its name in `{port.admin}`, or by its number. Its `{port}` is waited for where `ready` is left out. */
  | { port: string | number }
  /** Its own address answers a GET of this path, from `{port}` unless told otherwise. `status`: with this one. @default any below 400 */
  | { http: string; port?: string | number; status?: number }
  /** A command exits with 0, asked again every 100 ms, as the program's user and with its `env` and `cwd`. */
  | { command: string | readonly string[]; shell?: boolean }

/** The signs as data. Throws E_READY, E_COMMAND, E_UNKNOWN_FIELD. */
export function parseReady(spec: ReadySpec | readonly ReadySpec[], options: StartOptions): readonly ReadySign[] {
  const signs = isList(spec) ? spec : [spec]
  if (signs.length === 0) throw refusal('it shows by nothing', '[]')
  return signs.map(sign => parseSign(sign, options))
}

/** The flags g and y remember a position between lines: they would make a pattern miss every other one. */
export function asPattern({ source, flags }: RegExp): Pattern {
  return { source, flags: flags.replace(/[gy]/g, '') }
}

function parseSign(sign: ReadySpec, { env, cwd, user }: StartOptions): ReadySign {
  if (sign instanceof RegExp) return { kind: 'line', pattern: asPattern(sign) }
  if (typeof sign !== 'object' || sign === null) throw refusal('it is no sign', shown(sign))
  refuseUnknown('`ready`', sign, ['port', 'http', 'status', 'command', 'shell'])
  if ('command' in sign) {
    const own = {
      ...(env ? { env } : {}),
      ...(cwd === undefined ? {} : { cwd }),
      ...(user === undefined ? {} : { user }),
    }
    const { command: line, shell = false } = sign
    const command = parseCommand(line, { ...own, shell })
    const [other] = hostsNamedIn(command)
    if (other !== undefined) throw refusal('it asks its own host only', `{${other}.host}`)
    return { kind: 'command', command }
  }
  const port = 'port' in sign && sign.port !== undefined ? { port: parsePort(sign.port) } : {}
  if (!('http' in sign)) return { kind: 'port', ...port }
  const { http: path, status } = sign
  if (typeof path !== 'string' || !path.startsWith('/')) throw refusal('the path of a GET begins with /', shown(path))
  if (status !== undefined && !(Number.isInteger(status) && status >= 100 && status <= 599))
    throw refusal('an HTTP status is a number from 100 to 599', shown(status))
  return { kind: 'http', path, ...port, ...(status === undefined ? {} : { status }) }
}

function parsePort(port: string | number): string | number {
  const isPort = typeof port === 'number' && Number.isInteger(port) && port >= 1 && port <= 65_535
  if (isPort || (typeof port === 'string' && /^[a-z]\w*$/i.test(port))) return port
  throw refusal('a port is a number, or a name in {port.name}', shown(port))
}

function isList<T>(value: T | readonly T[]): value is readonly T[] {
  return Array.isArray(value)
}

function refusal(cause: string, got: string): HalfopenError {
  return new HalfopenError('E_READY', `Cannot tell when a program is ready: ${cause}, got "${got}"`, {
    fix: "Write ready: /listening/, { port: 'admin' }, { http: '/health' }, { command: 'pg_isready -h {host} -p {port}' }, or a list of them. Leave it out, and it is waited until its own {port} accepts",
  })
}
