// Which host a name stands for: those of the scenario, which may move, and each host's own.
import type { NameRecord, Names } from '../../../model/names.ts'
import type { HostName } from '../../../model/units.ts'
import { nameOf } from './hosts-text.ts'

/** All names of a testbed. They are the same in capitals. */
export class Zone {
  readonly #records = new Map<string, NameRecord>()
  readonly #hosts: () => readonly HostName[]

  /** `hosts`: who is there now. */
  constructor(names: Names, hosts: () => readonly HostName[]) {
    this.add(names)
    this.#hosts = hosts
  }

  /** Those of `names`: the hosts' own are their own. */
  get names(): readonly string[] {
    return [...this.#records.keys()]
  }

  /** With the hosts' own. */
  get known(): readonly string[] {
    return [...this.names, ...this.#hosts().map(nameOf)]
  }

  add(names: Names): void {
    for (const [name, record] of Object.entries(names)) this.#records.set(name.toLowerCase(), record)
  }

  /** Undefined: there is no such name. A host's own name is not to be kept by who asked: it may come and go. */
  find(name: string): NameRecord | undefined {
    const wanted = name.toLowerCase()
    const own = this.#hosts().find(host => nameOf(host).toLowerCase() === wanted)
    return this.#records.get(wanted) ?? (own === undefined ? undefined : { is: [own], ttlMs: 0 })
  }

  /** From now on a name stands for other hosts. Gives back what it stood for; undefined where there is no such name. */
  move(name: string, is: readonly HostName[]): readonly HostName[] | undefined {
    const record = this.#records.get(name.toLowerCase())
    if (record) this.#records.set(name.toLowerCase(), { ...record, is })
    return record?.is
  }
}
