// In which order scenario files run: first those that wait in real time, so that those that only compute fill the time beside them.
import { readFileSync } from 'node:fs'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Vitest's own order within both. Read from a file's text, before it is loaded: a mistake costs time, and nothing else. */
export class WaitingFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const { waits = [], computes = [] } = Object.groupBy(await super.sort(files), ({ moduleId }) =>
      packetsOnly.test(readFileSync(moduleId, 'utf8')) ? 'computes' : 'waits',
    )
    return [...waits, ...computes]
  }
}

const packetsOnly = /planes: \[['"]netns['"]\]/
