// Whom a fault did not concern, by what was seen: it has an address, and none of his connections and none of his questions went there.
import { befallen, hostsOf, questionsOf, whereOf } from '../faults/all.ts'
import { isAbout, isAtOne, struckConnection } from '../faults/struck.ts'
import type { Connection } from '../model/connection.ts'
import type { Fault } from '../model/fault.ts'
import type { Lookup } from '../model/lookup.ts'
import { hostOf } from '../model/observer.ts'
import { isFault, type StepRecord } from '../model/step.ts'
import type { HostName, Observer } from '../model/units.ts'
import { type Among, type Dependence, dependenceOf, mayBeTold } from './depends.ts'

/** Why the fault was none of the observer's affair; undefined where it was, or where what was seen does not tell. */
export function bystander(by: Observer, step: StepRecord, traffic: Traffic): Bystander | undefined {
  const { does } = step
  if (!isFault(does)) return undefined
  const depends = dependenceOf(by, traffic)
  const questions = questionsOf(does)
  if (questions) return unasked(questions.name, by, step, { ...traffic, depends })
  const own = traffic.connections.filter(depends.isOn)
  const address = addressOf(does, step, traffic)
  if (!address || own.length === 0 || own.some(address.has)) return undefined
  const whose = own.length === 1 ? 'this connection' : `its ${own.length} connections`
  return { why: `nothing of ${whose} ${address.words}`, ...hearing(address.hosts, depends, traffic) }
}

/** `told`: what befell others may be told to him by somebody whom both have to do with. */
export interface Bystander {
  readonly why: string
  readonly told?: true
}

/** What was seen of a run. */
export interface Traffic extends Among {
  readonly lookups?: readonly Lookup[] | undefined
}

/** Where a fault is: which connections go there, which hosts those are, and the place in words. */
interface Address {
  readonly has: (connection: Connection) => boolean
  readonly hosts: readonly HostName[]
  readonly words: string
}

function addressOf(does: Fault, step: StepRecord, traffic: Traffic): Address | undefined {
  // Of very many connections only those are in a record that somebody said something of.
  if ((traffic.connections.at(-1)?.id ?? 0) > traffic.connections.length) return undefined
  const { host, what } = befallen(does) ?? {}
  if (host !== undefined)
    return { has: isAtOne([host]), hosts: [host], words: `went through ${host}, which was ${what}` }
  const where = whereOf(does)
  const { port, connection } = where
  if (connection !== undefined) return ofConnection(does, step, traffic)
  const hosts = hostsOf(does)
  if (hosts.length === 0 && port === undefined) return undefined
  const has = isAbout(where)
  return { has, hosts: hosts.length > 0 ? hosts : endsOf(traffic.connections.filter(has)), words: wordsOf(does) }
}

function ofConnection(does: Fault, { found }: StepRecord, { connections }: Traffic): Address | undefined {
  const one = struckConnection(does, found, connections)
  if (!one) return undefined
  const words = `went by connection ${one.id}, the only one that ${does.kind} struck`
  return { has: ({ id }) => id === one.id, hosts: endsOf([one]), words }
}

function wordsOf(does: Fault): string {
  const { between, port, toward } = whereOf(does)
  const place = between
    ? `between ${between.join(' and ')}`
    : toward === undefined || toward === 'both'
      ? ''
      : `to ${toward} or from it`
  const at = port === undefined ? '' : `to port ${port}`
  return `went ${[place, at].filter(words => words !== '').join(', ')}, where ${does.kind} struck`
}

/** Nobody whom he depends on asked while it was in force. A name that was moved is asked for, or what was told before is gone by. */
function unasked(
  name: string | undefined,
  by: Observer,
  { atMs, healedAtMs = Number.POSITIVE_INFINITY }: StepRecord,
  traffic: Traffic & { readonly depends: Dependence },
): Bystander | undefined {
  const { lookups = [], depends } = traffic
  const asked = lookups
    .filter(lookup => name === undefined || lookup.name.toLowerCase() === name.toLowerCase())
    .filter(lookup => (lookup.lastAtMs ?? lookup.atMs) >= atMs && lookup.atMs <= healedAtMs)
    .map(({ host }) => host)
  const { through } = depends
  if (lookups.length >= mostKept || through.length === 0 || asked.some(host => through.includes(host))) return undefined
  const what = name === undefined ? 'for a name while that was so' : `for ${name} once it had moved`
  const why = `${hostOf(by) ?? 'nobody'} ${hostOf(by) === undefined ? 'asked' : 'did not ask'} ${what}`
  return { why, ...hearing(asked, depends, traffic) }
}

/** More look-ups than these are not in a record. */
const mostKept = 1_000

function hearing(struck: readonly HostName[], { through }: Dependence, traffic: Traffic): Pick<Bystander, 'told'> {
  return mayBeTold(struck, through, traffic) ? { told: true } : {}
}

function endsOf(connections: readonly Connection[]): readonly HostName[] {
  return [...new Set(connections.flatMap(({ from, to }) => [from, to]))]
}
