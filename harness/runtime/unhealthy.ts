// What is said where no healthy traffic was seen: of those who did not have any, and of nothing that they have said already.
import { HalfopenError } from '../kit/errors.ts'
import { type Host, isClient, isOverUdp, pathsOf } from '../model/host.ts'
import type { SubjectSpec } from '../model/subject.ts'
import type { HostName } from '../model/units.ts'

/** E_UNHEALTHY, with what to look at. */
export function unhealthy(hosts: Hosts, missing: readonly Missing[], cause: unknown): HalfopenError {
  const text = `Cannot inject a fault: no healthy traffic seen by ${missing.map(({ name }) => name).join(', ')}`
  return new HalfopenError('E_UNHEALTHY', text, { fix: fixOf(hosts, missing), cause })
}

/** Who has not seen any. */
export interface Missing {
  readonly name: string
  /** Whose traffic it is; nobody's where it is the wire's. */
  readonly of: HostName | undefined
  /** Its program says by `connected` that it has seen some. */
  readonly speaks?: true
}

type Hosts = readonly Host<SubjectSpec>[]

/** A server's kernel may miss any of its clients. */
function fixOf(hosts: Hosts, missing: readonly Missing[]): string {
  const clients = hosts.filter(isClient)
  const unseen = clients.filter(({ name }) => missing.some(({ of }) => of === name))
  const asked = unseen.length > 0 ? unseen : clients
  const words = missing.some(({ speaks }) => speaks) ? ', and does `connected` match its words' : ''
  const who = asked.map(({ program }) => `"${program.name}"`).join(' or ')
  return `Does ${who} connect to its server's {host}:{port}${words}?${overUdp(asked, hosts)}`
}

function overUdp(asked: Hosts, hosts: Hosts): string {
  const speaking = hosts.map(({ name, program: { protocol } }) => ({ name, ...(protocol ? { protocol } : {}) }))
  return pathsOf(asked).every(path => isOverUdp(path, speaking)) ? '' : " Over UDP say protocol: 'udp'"
}
