// `halfopen/vitest`: everything of `halfopen`, and `test` and `expect` for scripts of several steps.
export * from '../index.ts'
export { expect } from './matchers.ts'
export { type Actor, type ScriptTestbed, test } from './testbed.ts'
