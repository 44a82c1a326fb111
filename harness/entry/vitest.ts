// `halfopen/vitest`: everything of `halfopen`, and `test` and `expect` for scripts of several steps.

export type { Actor } from '../vitest/actor.ts'
export { expect } from '../vitest/matchers.ts'
export {
  type DeclareScript,
  type Fixtures,
  type ScriptOptions,
  type ScriptTest,
  type Steps,
  test,
} from '../vitest/script.ts'
export type { NamedProgram, ScriptName, ScriptNames } from '../vitest/script-names.ts'
export type { ScriptTestbed } from '../vitest/script-testbed.ts'
export * from './halfopen.ts'
