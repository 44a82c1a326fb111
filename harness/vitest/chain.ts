// What Vitest's task collector hands to a declaring function: the modes of `.only`, `.skip` and so on, and the fixtures of `.extend`.
import { type TaskCustomOptions, TestRunner } from 'vitest'
import { callersOf, placeIn } from './frames.ts'

/** `this` of a declaring function. */
export type Chain = Readonly<
  Pick<TaskCustomOptions, 'concurrent' | 'only' | 'skip' | 'todo' | 'fails' | 'each' | 'fixtures'>
>

/** `file:line` of the call that led to `declaring`, where it stands in the test file itself. */
export function callerPlace(declaring: (...args: never[]) => unknown): string | undefined {
  return placeIn(callersOf(declaring), TestRunner.getCurrentSuite().file)
}

/** A title may be a function or a class, whose name is meant. */
export function titleText(title: string | { readonly name: string }): string {
  return typeof title === 'string' ? title : title.name || '<anonymous>'
}
