// The hosts of a system as its author writes them: who connects to whom follows from the commands, and so does who starts first.
import { didYouMean, HalfopenError } from '../kit/errors.ts'
import { shown } from '../kit/shown.ts'
import { type Host, reached } from '../model/host.ts'
import { fillProgram, hostsNamedBy, namesIn, portsNamedBy, portsOfOthersIn, self } from '../model/placeholders.ts'
import type { Program } from './command.ts'
import { refuseUnknown } from './unknown.ts'

/** A host of a system: its program, or the program with what else is to be said of it. `H`: the names of all hosts. */
export type HostSpec<H extends string = string> = Program | HostOptions<H>

/** A host with more to it than its program. */
export interface HostOptions<H extends string = string> {
  program: Program
  /** Whose address and port `{host}` and `{port}` in its command are: for a program that knows one server. @default its own */
  connectsTo?: H
  /** Whose address it takes over in a `takeover()`. @default nobody's */
  standsInFor?: H
  /** So many of it, named `app#1`, `app#2` and so on. @default one, by its plain name */
  count?: number
}

/**
 * The hosts as data, in the order in which they start: first those whose names others use. Throws E_HOST for a name that cannot be one, or
 * that a command uses and nobody has, and E_UNKNOWN_FIELD.
 */
export function parseHosts(
  claim: string,
  specs: Readonly<Record<string, HostSpec>>,
  leads: Leads = new Map(),
): readonly Host[] {
  if (typeof specs !== 'object' || specs === null || Array.isArray(specs))
    throw refusal(
      claim,
      `hosts are programs by their names, got "${shown(specs)}"`,
      "Write hosts: { db: command('...') }",
    )
  const written = Object.entries(specs).flatMap(([name, spec]) => expanded(claim, name, spec))
  const names = written.map(({ name }) => name)
  const hosts = written.map(({ name, program, standsInFor, named }): Host => {
    for (const other of named) if (!names.includes(other)) throw nobody(claim, `${name} names ${other}`, other, names)
    const connectsTo = connecting(program, leads, names).filter(other => other !== name)
    return { name, program, connectsTo, listens: false, ...(standsInFor === undefined ? {} : { standsInFor }) }
  })
  for (const host of hosts) refuseUnknownPort(claim, host, hosts)
  if (hosts.length > 0) return startingOrder(hosts.map(host => ({ ...host, listens: isServer(host, hosts) })))
  throw refusal(
    claim,
    'it has no hosts',
    "Write hosts: { db: command('...'), app: command('... {db.host}:{db.port}') }",
  )
}

/** The pair as a system: `{host}` and `{port}` in the client's command are the server's. */
export function pairHosts({ client, server, standby }: Pair, leads: Leads = new Map()): readonly Host[] {
  const connectsTo = [...new Set(['server', ...connecting(client, leads, ['standby'])])].filter(
    host => host !== 'client',
  )
  return [
    { name: 'server', program: server, connectsTo: [], listens: true },
    ...(standby ? [{ name: 'standby', program: standby, connectsTo: [], listens: true, standsInFor: 'server' }] : []),
    { name: 'client', program: towards(client, 'server'), connectsTo, listens: false },
  ]
}

/** What a pair is made of. */
export interface Pair {
  readonly client: Program
  readonly server: Program
  readonly standby?: Program | undefined
}

/** The hosts that each name stands for, now or later. */
type Leads = ReadonlyMap<string, readonly string[]>

/** Whom a program has to do with: those that it names, there or not, and those whose names it knows. */
function connecting(program: Program, leads: Leads, hosts: readonly string[]): readonly string[] {
  const byName = namesIn(program, [...leads.keys()])
    .flatMap(name => leads.get(name) ?? [])
    .filter(host => hosts.includes(host))
  return [...new Set([...hostsNamedBy(program), ...byName])]
}

/** A client's program whose own `{host}` and `{port}` are those of another host. */
export function towards(program: Program, host: string): Program {
  const ports = portsNamedBy(program).map(port => [`{port.${port}}`, `{${host}.port.${port}}`])
  const texts = { '{host}': `{${host}.host}`, '{port}': `{${host}.port}`, ...Object.fromEntries(ports) }
  return fillProgram(program, texts)
}

/** Throws E_HOST for a program of a pair that names a host which a pair has not. */
export function refuseStrangers(claim: string, { client, server, standby }: Pair): void {
  const programs = { server, ...(standby ? { standby } : {}), client }
  const names = Object.keys(programs)
  for (const [name, program] of Object.entries(programs))
    for (const other of hostsNamedBy(program))
      if (!names.includes(other)) throw nobody(claim, `${name} names ${other}`, other, names)
}

/** Throws E_HOST for what command() has not made, as a command line by itself. */
export function refuseNoProgram(claim: string, name: string, program: unknown): void {
  const made = typeof program === 'object' && program !== null && 'command' in program && 'says' in program
  if (!made)
    throw refusal(claim, `${name} is no program, got "${shown(program)}"`, `Write ${name}: command('node ${name}.js')`)
}

/** Throws E_HOST for a name that is no host's, with the nearest. */
export function refuseNobody(claim: string, where: string, name: string, hosts: readonly Pick<Host, 'name'>[]): void {
  const names = hosts.map(host => host.name)
  if (!names.includes(name)) throw nobody(claim, `${where} names ${name}`, name, names)
}

/** A port by name is its owner's: his own words say that he listens there. */
function refuseUnknownPort(claim: string, { name, program }: Host, hosts: readonly Host[]): void {
  for (const { host, port } of portsOfOthersIn(program)) {
    const ports = hosts.filter(other => other.name === host).flatMap(other => portsNamedBy(other.program))
    if (ports.includes(port)) continue
    throw refusal(
      claim,
      `${name} names {${host}.port.${port}}, and ${host} names no {port.${port}}`,
      `Put {port.${port}} into the command of ${host}.${didYouMean(port, ports)}`,
    )
  }
}

function expanded(claim: string, name: string, spec: HostSpec): Expanded[] {
  if (!/^[a-z][\w-]*$/i.test(name) || ['both', 'wire', 'router', self].includes(name))
    throw refusal(claim, `a host cannot be called so, got "${name}"`, 'Use a letter, then letters, digits, _ and -')
  if (typeof spec !== 'object' || spec === null || !('program' in spec)) {
    refuseNoProgram(claim, name, spec)
    return [{ name, program: spec, named: hostsNamedBy(spec) }]
  }
  refuseNoProgram(claim, name, spec.program)
  refuseUnknown(`host "${name}"`, spec, ['program', 'connectsTo', 'standsInFor', 'count'])
  const { connectsTo, standsInFor, count } = spec
  const program = connectsTo === undefined ? spec.program : towards(spec.program, connectsTo)
  const told = [connectsTo, standsInFor].flatMap(other => (other === undefined ? [] : [shown(other)]))
  const named = [...told, ...hostsNamedBy(program)]
  const own = { program, named, ...(standsInFor === undefined ? {} : { standsInFor }) }
  if (count === undefined) return [{ name, ...own }]
  if (!Number.isInteger(count) || count < 1 || count > mostHosts)
    throw refusal(claim, `count is a whole number from 1 to ${mostHosts}, got "${shown(count)}"`, 'Write count: 2')
  return Array.from({ length: count }, (_, at) => ({ name: `${name}#${at + 1}`, ...own }))
}

/** `named`: the hosts that it speaks of, there or not. */
interface Expanded {
  readonly name: string
  readonly program: Program
  readonly standsInFor?: string
  readonly named: readonly string[]
}

/** Whoever is named by others is one, and who names nobody. */
function isServer({ name, connectsTo }: Host, hosts: readonly Host[]): boolean {
  return connectsTo.length === 0 || hosts.some(other => other.connectsTo.includes(name))
}

/** Whoever is named comes before who names it. Hosts that name each other start in the order written. */
function startingOrder(hosts: readonly Host[]): readonly Host[] {
  const needs = (host: Host) => reached(host, hosts).filter(other => !reached(other, hosts).includes(host))
  const started: Host[] = []
  const waiting = [...hosts]
  while (waiting.length > 0) {
    const ready = waiting.findIndex(host => needs(host).every(other => started.includes(other)))
    started.push(...waiting.splice(Math.max(0, ready), 1))
  }
  return started
}

const mostHosts = 100

function nobody(claim: string, where: string, name: string, names: readonly string[]): HalfopenError {
  return refusal(
    claim,
    `${where}, and there is no such host`,
    name === 'standby'
      ? 'Add standby: a second server of the same kind'
      : `There are ${names.join(', ')}.${didYouMean(name, [...names, self])}`,
  )
}

function refusal(claim: string, cause: string, fix: string): HalfopenError {
  return new HalfopenError('E_HOST', `Cannot use scenario "${claim}": ${cause}`, { fix })
}
