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

/** A host without its program's functions: what crosses into a box. */
export function withoutFunctions({ program, ...host }: Host): Host<SubjectSpec> {
  const { read: _read, prepare: _prepare, ...spec } = program
  return { ...host, program: spec }
}
