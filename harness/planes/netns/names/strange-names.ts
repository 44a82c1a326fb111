// Names that a program wants and that there are not: mostly it is one that wants the internet, or a misspelt one.
import { didYouMean } from '../../../kit/errors.ts'
import type { Lookup } from '../../../model/lookup.ts'
import type { Recorder } from '../../../observe/recorder.ts'
import type { Zone } from './zone.ts'

/** Says of each once, and of the first few. */
export class StrangeNames {
  readonly #recorder: Recorder
  readonly #zone: Zone
  readonly #said = new Set<string>()

  constructor(recorder: Recorder, zone: Zone) {
    this.#recorder = recorder
    this.#zone = zone
  }

  /** A look-up that was answered as it should be. */
  note({ host, name, answer }: Lookup): void {
    const key = `${host} ${name}`
    if (answer !== 'NXDOMAIN' || name.endsWith('.arpa') || this.#said.has(key) || this.#said.size >= most) return
    this.#said.add(key)
    const near = didYouMean(name, this.#zone.known)
    this.#recorder.trouble(
      `${host} looked up ${name}, and there is no such name in here: no network leads out of it. Its hosts have their names, and \`names\` gives more${near === '' ? '' : `.${near}`}`,
    )
  }
}

/** Of so many it is said. */
const most = 5
