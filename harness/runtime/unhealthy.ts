// What is said where no healthy traffic was seen: of those who did not have any, and of nothing that they have said already.
import { HalfopenError } from '../kit/errors.ts'
import { suggested } from '../kit/wording/quote.ts'
import { type Host, isClient, isOverUdp, pathsOf } from '../model/host.ts'
import { appOf } from '../model/observer.ts'
import type { Cut } from '../model/record.ts'
import type { SubjectSpec } from '../model/subject.ts'
import type { HostName } from '../model/units.ts'
import type { KeptLines } from '../observe/kept-lines.ts'

/** E_UNHEALTHY, with what to look at. */
export function unhealthy(hosts: Hosts, missing: readonly Missing[], { lines, cuts, cause }: Heard): HalfopenError {
  const asked = askedOf(hosts, missing)
  const words = asked.map(({ name }) => `; ${lastWords(name, lines.lastWords(name))}`).join('')
  const text = `Cannot inject a fault: no healthy traffic seen by ${missing.map(({ name }) => name).join(', ')}${words}`
  return new HalfopenError('E_UNHEALTHY', text, {
    fix: `${fixOf(hosts, asked, missing)}${unreadOf(asked, cuts)}${patternOf(missing, lines)}`,
    cause,
  })
}

/** What their programs have said, and what ended the wait. */
interface Heard {
  readonly lines: Pick<KeptLines, 'lastWords' | 'all'>
  readonly cuts: readonly Cut[]
  readonly cause?: unknown
}

function lastWords(name: HostName, said: string | undefined): string {
  return said === undefined ? `${name} said nothing` : `the last words of ${name}: ${said}`
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
function askedOf(hosts: Hosts, missing: readonly Missing[]): Hosts {
  const clients = hosts.filter(isClient)
  const unseen = clients.filter(({ name }) => missing.some(({ of }) => of === name))
  return unseen.length > 0 ? unseen : clients
}

function fixOf(hosts: Hosts, asked: Hosts, missing: readonly Missing[]): string {
  const words = missing.some(({ speaks }) => speaks) ? ', and does `connected` match its words' : ''
  const who = asked.map(({ program }) => `"${program.name}"`).join(' or ')
  return `Does ${who} connect to its server's {host}:{port}${words}?${overUdp(asked, hosts)}`
}

/** What would match a line of who has a `connected` that has matched none. */
function patternOf(missing: readonly Missing[], { all }: Pick<KeptLines, 'all'>): string {
  const own = (name: HostName) => all.filter(({ host }) => host === name).map(({ text }) => text)
  return missing
    .flatMap(({ speaks, of }) => (speaks && of !== undefined ? [suggested('connected', own(of), of)] : []))
    .join('')
}

/** What was not read may have been the word that is missing. */
function unreadOf(asked: Hosts, cuts: readonly Cut[]): string {
  return asked
    .flatMap(({ name }) => cuts.findLast(({ by }) => by === appOf(name)) ?? [])
    .map(({ by, why, line }) => ` Not all of ${by} was read (${why}): print ${line ? 'shorter lines' : 'less'}.`)
    .join('')
}

function overUdp(asked: Hosts, hosts: Hosts): string {
  const speaking = hosts.map(({ name, program: { protocol } }) => ({ name, ...(protocol ? { protocol } : {}) }))
  return pathsOf(asked).every(path => isOverUdp(path, speaking)) ? '' : " Over UDP say protocol: 'udp'"
}
