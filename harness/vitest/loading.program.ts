// How Vitest loads a file of scenarios: as ever, but not for ever. What a file awaits outside of its tests has no limit of Vitest's.
import { TestRunner } from 'vitest'
import { within } from '../kit/clock.ts'

/** The `runner` of a configuration. A file has as long to be loaded as a hook has to be done: then it fails, and others go on. */
export default class LimitedLoading extends TestRunner {
  override async importFile(file: string, source: 'collect' | 'setup'): Promise<unknown> {
    const load = async () => super.importFile(file, source)
    return await within('wait for what it awaits outside of its tests', this.config.hookTimeout, load)
  }
}
