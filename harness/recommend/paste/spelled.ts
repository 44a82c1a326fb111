// A library's options as its language writes them: what is pasted is then what was tried.
import { underscored } from './paste.ts'

/** `{ keepAlive: true, socketTimeout: 27_000 }`; what is undefined is left out. */
export function inJavaScript(set: object): string {
  return `{ ${given(set)
    .map(([name, value]) => `${/^\w+$/.test(name) ? name : `'${name}'`}: ${literal(value)}`)
    .join(', ')} }`

  function literal(value: unknown): string {
    if (typeof value === 'number') return underscored(value)
    return typeof value === 'object' && value !== null ? inJavaScript(value) : String(value)
  }
}

/** `socket_keepalive=True, socket_timeout=None`. Names within are constants of Python's socket, unless they are written otherwise. */
export function inPython(set: object, constant = (name: string) => `socket.${name}`): string {
  return given(set)
    .map(([name, value]) => `${name}=${literal(value)}`)
    .join(', ')

  function literal(value: unknown): string {
    if (typeof value === 'boolean') return value ? 'True' : 'False'
    if (typeof value !== 'object') return String(value)
    return value === null ? 'None' : `{${constants(value)}}`
  }

  function constants(named: object): string {
    return given(named)
      .map(([name, value]) => `${constant(name)}: ${String(value)}`)
      .join(', ')
  }
}

/** `tcpKeepAlive=true&socketTimeout=27`, or with a space between. */
export function inWords(set: object, glue: ' ' | '&'): string {
  return given(set)
    .map(([name, value]) => `${name}=${String(value)}`)
    .join(glue)
}

function given(set: object): [string, unknown][] {
  return Object.entries(set).filter(([, value]) => value !== undefined)
}
