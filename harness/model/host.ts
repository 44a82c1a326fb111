// A host of the system under test: a program, and whom it connects to.
import type { Path } from './observer.ts'
import type { Subject, SubjectSpec } from './subject.ts'
import type { HostName } from './units.ts'

/** `S`: the program as data, or with its functions. */
export interface Host<S extends SubjectSpec = Subject> {
  name: HostName
  program: S
  /** Whom its command names: it starts after them, and has to be seen healthy. */
  connectsTo: readonly HostName[]
  /** Others connect to it: it has started when it is ready for them. */
  listens: boolean
  /** The host whose address it may take over. */
  standsInFor?: HostName
}

/** Whether it connects to somebody. */
export function isClient({ connectsTo }: Pick<Host, 'connectsTo'>): boolean {
  return connectsTo.length > 0
}

/** Who connects to whom, in the order of the hosts. */
export function pathsOf(hosts: readonly Pick<Host, 'name' | 'connectsTo'>[]): readonly Path[] {
  return hosts.flatMap(({ name, connectsTo }) => connectsTo.map(to => ({ from: name, to })))
}

/** Whether a path is of datagrams: one of its ends says so. */
export function isOverUdp({ from, to }: Path, hosts: readonly Speaking[]): boolean {
  return hosts.some(({ name, protocol }) => (name === from || name === to) && protocol === 'udp')
}

/** A host by what its program speaks; TCP where absent. */
export interface Speaking extends Pick<Host, 'name'>, Pick<SubjectSpec, 'protocol'> {}

/** The hosts in the order in which they start; those that name each other in a circle start together. */
export function startingTogether<H extends Pick<Host, 'name' | 'connectsTo'>>(
  hosts: readonly H[],
): readonly (readonly H[])[] {
  const circleOf = (host: H) =>
    hosts.filter(
      other => other === host || (reached(host, hosts).includes(other) && reached(other, hosts).includes(host)),
    )
  const circles: (readonly H[])[] = []
  for (const host of hosts) if (!circles.some(circle => circle.includes(host))) circles.push(circleOf(host))
  return circles
}

/** Whether hosts that start together wait for others: they name one, may take its address over, or are clients and those are servers. */
export function waitsFor<H extends Pick<Host, 'name' | 'connectsTo' | 'listens' | 'standsInFor'>>(
  circle: readonly H[],
  others: readonly H[],
  hosts: readonly H[],
): boolean {
  return circle.some(host =>
    others.some(
      other =>
        reached(host, hosts).includes(other) || host.standsInFor === other.name || (!host.listens && other.listens),
    ),
  )
}

/** The host, all that it connects to, all that those connect to, and so on. */
export function reached<H extends Pick<Host, 'name' | 'connectsTo'>>(host: H, hosts: readonly H[]): readonly H[] {
  const found = new Set([host])
  for (const { connectsTo } of found) for (const other of hosts) if (connectsTo.includes(other.name)) found.add(other)
  return [...found]
}

/** A host without its program's functions: what crosses into a box. */
export function withoutFunctions({ program, ...host }: Host): Host<SubjectSpec> {
  const { read: _read, prepare: _prepare, ...spec } = program
  return { ...host, program: spec }
}
