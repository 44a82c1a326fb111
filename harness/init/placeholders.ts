// Two commands as somebody types them by hand, with placeholders where they name the address of the server: what both have in common is its port.

/** A pair of commands, and the port that they named. */
export interface Placed {
  readonly server: string
  readonly client: string
  /** Where none was named by both, or there were placeholders already. */
  readonly port?: string
}

/** `{port}` for the one port that both name, and `{host}` for this machine's own names beside it. What has placeholders stays as it is. */
export function withPlaceholders({ server, client }: Pick<Placed, 'server' | 'client'>): Placed {
  if (hasPlaceholder(server) || hasPlaceholder(client)) return { server, client }
  const port = portsIn(server).find(one => portsIn(client).includes(one))
  const place = (text: string) => {
    const named = text.replaceAll(ownName, '{host}')
    return port === undefined ? named : named.replaceAll(new RegExp(`(?<![\\w.])${port}(?![\\w.])`, 'g'), '{port}')
  }
  return { server: place(server), client: place(client), ...(port === undefined ? {} : { port }) }
}

function hasPlaceholder(text: string): boolean {
  return /\{(host|port|self)\b/.test(text)
}

/** As a word of its own, behind a colon or an equals sign; the likeliest first: `9` is a count, `5432` is none. */
function portsIn(text: string): readonly string[] {
  const all = Array.from(text.matchAll(/(?<![\w.])\d{2,5}(?![\w.])/g), ([port]) => port)
  return all.filter(port => Number(port) <= 65_535).sort((a, b) => b.length - a.length)
}

const ownName = /(?<![\w.])(localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1?\])(?![\w.])/g
