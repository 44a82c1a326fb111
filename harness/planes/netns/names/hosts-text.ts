// What stands in /etc/hosts inside a box: every host by its name, and what the machine calls itself. hosts(5)
import type { HostName } from '../../../model/units.ts'

/** `machine`: the file as the machine has it. Of that only loopback is kept, which is localhost: its other hosts cannot be reached from inside. */
export function hostsText(machine: string, hosts: readonly NamedHost[]): string {
  const names = new Map(hosts.map(({ host, address }) => [nameOf(host).toLowerCase(), address]))
  const own = machine.split('\n').flatMap(line => {
    const [address = '', ...called] = line.replace(/#.*/, '').trim().split(/\s+/)
    const left = called.filter(name => !names.has(name.toLowerCase()) || isLocalhost(name))
    return loopback.test(address) && left.length > 0 ? [[address, ...left]] : []
  })
  const localhost = own.some(([, ...called]) => called.some(isLocalhost)) ? own : [['127.0.0.1', 'localhost'], ...own]
  const ours = hosts.map(({ host, address }) => [address, nameOf(host)])
  return [...localhost, ...ours].map(words => `${words.join(' ')}\n`).join('')
}

/** A host and the address that its name stands for. */
export interface NamedHost {
  readonly host: HostName
  readonly address: string
}

/** What a host is called by others: `app#1` is `app-1`, since `#` begins a comment there, and no name of a host may have one. */
export function nameOf(host: HostName): string {
  return host.replace('#', '-')
}

/** The machine's own, and the multicast names of IPv6 that stand beside them. */
const loopback = /^(127\.|::1$|f[ef]0[02]::)/

function isLocalhost(name: string): boolean {
  return name.toLowerCase() === 'localhost'
}
