// What Vitest's task collector hands to a declaring function: the modes of `.only`, `.skip` and so on, and the fixtures of `.extend`.
import { type RunnerTestFile, type TaskCustomOptions, TestRunner } from 'vitest'
import { HalfopenError } from '../kit/errors.ts'
import { callersOf, placeIn } from './frames.ts'

/** `this` of a declaring function. */
export type Chain = Readonly<
  Pick<TaskCustomOptions, 'concurrent' | 'only' | 'skip' | 'todo' | 'fails' | 'each' | 'fixtures'>
>

/** `file:line` of the call that led to `declaring`, where it stands in the test file itself. Throws E_NO_RUNNER where nothing runs tests. */
export function callerPlace(declaring: (...args: never[]) => unknown): string | undefined {
  return placeIn(callersOf(declaring), fileBeingRead())
}

/** The file whose tests are being declared. Throws E_NO_RUNNER. */
export function fileBeingRead(): RunnerTestFile {
  try {
    return TestRunner.getCurrentSuite().file
  } catch (cause) {
    throw new HalfopenError(
      'E_NO_RUNNER',
      'Cannot run a scenario: its file was started by itself, and nothing runs it there',
      {
        fix: 'Run it with npx halfopen run, or with npx vitest run',
        cause,
      },
    )
  }
}

/** A title may be a function or a class, whose name is meant. */
export function titleText(title: string | { readonly name: string }): string {
  return typeof title === 'string' ? title : title.name || '<anonymous>'
}
