// The files that a program's resolver reads, put in the place of the machine's: for what runs on a testbed, and for nobody else.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { messageOf } from '../../../kit/errors.ts'
import { guardFolder, releaseFolder } from '../../../kit/reaper.ts'
import { type Bind, Mounts } from '../../../netlink/mounts.ts'
import type { Network } from '../network.ts'
import { hostsText } from './hosts-text.ts'
import { serverAddress } from './name-server.ts'
import { orderText } from './order-text.ts'

/** Puts them there when the first program starts. `trouble` is told where that cannot be: programs then find the machine's own. */
export class NameFiles implements Disposable {
  readonly #network: Network
  readonly #trouble: (text: string) => void
  readonly #folder = join(tmpdir(), `halfopen-${process.pid}-names-${++made}`)
  #inside: Pick<Mounts, 'run'> | undefined
  #mounts: Mounts | undefined

  constructor(network: Network, trouble: (text: string) => void) {
    this.#network = network
    this.#trouble = trouble
  }

  /** Runs `work`: what its synchronous part starts finds these files. */
  run<T>(work: () => T): T {
    this.#inside ??= this.#open() ?? { run: work => work() }
    return this.#inside.run(work)
  }

  /** More hosts are there. */
  renew(): void {
    if (this.#mounts) this.#writeHosts()
  }

  [Symbol.dispose](): void {
    this.#mounts?.[Symbol.dispose]()
    rmSync(this.#folder, { recursive: true, force: true })
    releaseFolder(this.#folder)
  }

  #open(): Mounts | undefined {
    guardFolder(this.#folder)
    try {
      mkdirSync(this.#folder, { mode: 0o755 })
      this.#writeHosts()
      writeFileSync(this.#file(order), orderText(machines(order)))
      writeFileSync(this.#file(resolver), `nameserver ${serverAddress[this.#network.family]}\nsearch .\n`)
      this.#mounts = Mounts.open(this.#binds())
    } catch (thrown) {
      this.#trouble(
        `programs do not find each other by name: ${hosts} cannot be replaced in here: ${messageOf(thrown)}`,
      )
    }
    if (!existsSync(hosts)) this.#trouble(`programs do not find each other by name: there is no ${hosts} to replace`)
    return this.#mounts
  }

  #writeHosts(): void {
    const { hosts: places, family } = this.#network
    const named = places.map(({ host, addresses }) => ({ host, address: addresses[family] }))
    writeFileSync(this.#file(hosts), hostsText(machines(hosts), named))
  }

  #file(over: string): string {
    return join(this.#folder, basename(over))
  }

  /** What is not there cannot be covered, and need not be: nobody reads it. */
  #binds(): readonly Bind[] {
    const own = [hosts, order, resolver].map(over => ({ from: this.#file(over), over }))
    // Who answers there knows the machine's names alone: nscd(8).
    const deaf = ['/run/nscd/socket', '/var/run/nscd/socket'].map(over => ({ from: '/dev/null', over }))
    return [...own, ...deaf].filter(({ over }) => existsSync(over))
  }
}

let made = 0
const hosts = '/etc/hosts'
const order = '/etc/nsswitch.conf'
const resolver = '/etc/resolv.conf'

function machines(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8') : ''
}
