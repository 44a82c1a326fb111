// In a box, or in a process of its own: runs the one test that it was made for, and leaves its answer in a file. What a whole run leaves beside is the host's business.
import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { reapNothing } from '../kit/reaper.ts'
import { insideBox } from '../runtime/where.ts'
import type { Answer } from '../vitest/relay.ts'
import { errorsOfModule, unhandledErrors } from '../vitest/run-errors.ts'
import { stopScenarios } from '../vitest/stop.ts'
import { keepCompiled } from './compile-cache.ts'
import { onInterrupt } from './interrupt.ts'
import { openVitest } from './vitest.ts'

if (insideBox()) reapNothing()
// What others have run before on this machine shall be in no figure: in virtual time it is microseconds whether something has to be compiled.
if (insideBox() !== 'guest') keepCompiled()
const [file = '', id = '', path = ''] = process.argv.slice(2)
const root = process.cwd()
const vitest = await openVitest({ root, workers: 1 })
using ending = new DisposableStack()
using _interrupt = onInterrupt(() => ending.use(stopScenarios()))
try {
  const specification = vitest.getRootProject().createSpecification(resolve(file), { testIds: [id] })
  const { testModules, unhandledErrors: unhandled } = await vitest.runTestSpecifications([specification], true)
  const test = testModules.flatMap(module => [...module.children.allTests()]).find(one => one.id === id)
  const result = test?.result()
  const answer: Answer = {
    state: result?.state ?? 'absent',
    note: result?.state === 'skipped' ? result.note : undefined,
    run: test?.meta().halfopen?.run,
    errors: [...testModules.flatMap(errorsOfModule), ...unhandledErrors(unhandled, root)],
  }
  writeFileSync(path, JSON.stringify(answer))
} finally {
  await vitest.close()
}
process.exit(0)
