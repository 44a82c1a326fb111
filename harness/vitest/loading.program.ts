// How Vitest loads and runs a file of scenarios: as ever, but not for ever. What a file awaits outside of its tests has no limit of Vitest's; and
// a thread that is blocked can keep none, so that it says before what it is at.
import { type RunnerTestCase, TestRunner } from 'vitest'
import { isOverrun, within } from '../kit/clock.ts'
import { HalfopenError } from '../kit/errors.ts'
import { handedOn } from '../runtime/handed-on.ts'
import { loadByNode } from './by-node.ts'
import { beat } from './pulse.ts'

/** The `runner` of a configuration. A file has as long to be loaded as a hook has to be done: then it fails, and others go on. */
export default class LimitedLoading extends TestRunner {
  override async importFile(file: string, source: 'collect' | 'setup'): Promise<unknown> {
    beat({ file, loading: true })
    const { blockedAfterMs, byNode } = handedOn()
    const byVite = async () => super.importFile(file, source)
    const load = byNode ? () => loadByNode(file, byVite) : byVite
    const limitMs = blockedAfterMs ?? this.config.hookTimeout
    const loaded = await within('wait for what it awaits outside of its tests', limitMs, load).catch(withFix)
    beat({ file, loading: false })
    return loaded
  }

  override async onBeforeRunTask(test: RunnerTestCase): Promise<void> {
    beat({ file: test.file.filepath, loading: false, test: test.name })
    await super.onBeforeRunTask(test)
  }
}

function withFix(thrown: unknown): never {
  if (!isOverrun(thrown)) throw thrown
  throw new HalfopenError(thrown.code, thrown.problem, {
    fix: 'Let it end, or await it in a test, a hook or the prepare of a program',
    cause: thrown,
  })
}
