// `halfopen/vitest`: everything of `halfopen`, and `test` and `expect` for scripts of several steps.
export * from '../index.ts'
export type { Actor } from './actor.ts'
export { expect } from './matchers.ts'
export { type DeclareScript, type Fixtures, type ScriptOptions, type ScriptTest, type Steps, test } from './script.ts'
export type { ScriptTestbed } from './script-testbed.ts'
