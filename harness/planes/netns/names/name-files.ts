// The files that a program's resolver reads, put in the place of the machine's: for what runs on a testbed, and for nobody else.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { messageOf } from '../../../kit/errors.ts'
import { guardFolder, releaseFolder } from '../../../kit/reaper.ts'
import { type Bind, Mounts } from '../../../netlink/mounts.ts'
import type { Network } from '../network.ts'
import { hostsText } from './hosts-text.ts'
import { orderText } from './order-text.ts'

/** Puts them there. `trouble` is told where that cannot be: programs then find the machine's own. Disposing takes them away. */
export class NameFiles implements Disposable {
  readonly #folder = join(tmpdir(), `halfopen-${process.pid}-names-${++made}`)
  readonly #mounts: Mounts | undefined

  constructor(network: Network, trouble: (text: string) => void) {
    guardFolder(this.#folder)
    try {
      mkdirSync(this.#folder, { mode: 0o755 })
      this.write(network)
      writeFileSync(join(this.#folder, 'nsswitch.conf'), orderText(machines(order)))
      this.#mounts = Mounts.open(this.#binds())
      if (!existsSync(hosts))
        trouble(`programs do not find each other by name: there is no ${hosts} to put the names in`)
    } catch (thrown) {
      trouble(`programs do not find each other by name: ${hosts} cannot be replaced in here: ${messageOf(thrown)}`)
    }
  }

  /** Writes down who is there now. */
  write({ hosts: places, family }: Network): void {
    const named = places.map(({ host, addresses }) => ({ host, address: addresses[family] }))
    writeFileSync(join(this.#folder, 'hosts'), hostsText(machines(hosts), named))
  }

  /** Runs `work`: what its synchronous part starts finds these files. */
  run<T>(work: () => T): T {
    return this.#mounts ? this.#mounts.run(work) : work()
  }

  [Symbol.dispose](): void {
    this.#mounts?.[Symbol.dispose]()
    rmSync(this.#folder, { recursive: true, force: true })
    releaseFolder(this.#folder)
  }

  /** What is not there cannot be covered, and need not be: nobody reads it. */
  #binds(): readonly Bind[] {
    const own = [hosts, order].map(over => ({ from: join(this.#folder, over.slice('/etc/'.length)), over }))
    // Who answers there knows the machine's names alone: nscd(8).
    const deaf = ['/run/nscd/socket', '/var/run/nscd/socket'].map(over => ({ from: '/dev/null', over }))
    return [...own, ...deaf].filter(({ over }) => existsSync(over))
  }
}

let made = 0
const hosts = '/etc/hosts'
const order = '/etc/nsswitch.conf'

function machines(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8') : ''
}
