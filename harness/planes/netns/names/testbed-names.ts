// The names of a testbed: a server that knows them, and files that send programs to it. Both are there when the first program starts.
import type { Names } from '../../../model/names.ts'
import type { Recorder } from '../../../observe/recorder.ts'
import type { Network } from '../network.ts'
import { NameFiles } from './name-files.ts'
import { NameServer } from './name-server.ts'

/** Made at its first use: a testbed on which nothing runs does without. Disposing ends it. */
export class TestbedNames implements Disposable {
  readonly #make: () => NameServer
  readonly #files: NameFiles
  #server: NameServer | undefined

  constructor(network: Network, names: Names, recorder: Recorder) {
    this.#make = () => new NameServer(network, names, recorder)
    this.#files = new NameFiles(network, text => recorder.trouble(text))
  }

  get server(): NameServer {
    this.#server ??= this.#make()
    return this.#server
  }

  /** Serves more from now on. */
  add(names: Names): void {
    this.server.zone.add(names)
  }

  /** Runs `work`: what its synchronous part starts finds the names. */
  run<T>(work: () => T): T {
    this.#server ??= this.#make()
    return this.#files.run(work)
  }

  /** More hosts are there. */
  renew(): void {
    this.#files.renew()
  }

  [Symbol.dispose](): void {
    this.#server?.[Symbol.dispose]()
    this.#files[Symbol.dispose]()
  }
}
