// Short names of faults that are no functions of their own: how an author writes what a table calls by them.

/** The call for each spelling whose name is not that of its function. */
export const written: ReadonlyMap<string, string> = new Map([
  ['reboot', "powerOff('server', { backAfter: '30s' })"],
  ['blip', "blackHole({ for: '5s' })"],
  ['loss', 'slow({ loss: 2 })'],
  ['pause', "frozenPeer('server', { for: '5s' })"],
  ['cpu-competition', "cpuStarvation('server', { competitors: 9 })"],
  ['none', 'noFault()'],
  ['name-move', "moveName('db.test', 'server')"],
  ['suspended', "suspend('server', { for: '30s' })"],
  ['dns-blip', "dnsBlackHole({ for: '30s' })"],
])

/** The fix where an author calls one of them as if it were a function; undefined for any other error. */
export function writtenInstead(message: string): string | undefined {
  const [, name = ''] = /(\w+)\)? is not (?:a function|defined)/.exec(message) ?? []
  const [spelling, call] = [...written].find(([own]) => camelCase(own) === name) ?? []
  return call === undefined ? undefined : `The fault ${spelling} is written ${call}`
}

function camelCase(name: string): string {
  return name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
}
