// An address and a port as one: in words, and whether two are the same.

interface SocketEnd {
  readonly address: string
  readonly port: number
}

/** `198.18.1.2:40000` or `[2001:2:0:1::2]:40000`. */
export function endText({ address, port }: SocketEnd): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`
}

export function sameEnd(a: SocketEnd, b: SocketEnd): boolean {
  return a.address === b.address && a.port === b.port
}
