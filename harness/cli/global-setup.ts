// The globalSetup of a user's own configuration: Vitest calls it before it loads a file, and what it throws belongs to no scenario.
import { relative } from 'node:path'
import type { Vitest } from 'vitest/node'
import { HalfopenError, messageOf } from '../kit/errors.ts'

/** What Vitest does. Rejects with E_GLOBAL_SETUP where the configuration's globalSetup throws. */
export async function withGlobalSetup<T>({ config }: Pick<Vitest, 'config'>, work: Promise<T>): Promise<T> {
  return await work.catch((thrown: unknown) => {
    const files = [config.globalSetup ?? []].flat()
    const stack = thrown instanceof Error ? (thrown.stack ?? '') : ''
    if (thrown instanceof HalfopenError || !(isOfSetup(stack) || files.some(file => stack.includes(file)))) throw thrown
    const file = files.find(one => stack.includes(one)) ?? files[0] ?? 'globalSetup'
    throw new HalfopenError('E_GLOBAL_SETUP', `Cannot begin: globalSetup throws "${messageOf(thrown)}"`, {
      fix: `Correct ${placeIn(stack, file, config.root)}, or give scenarios a folder and a configuration of their own`,
      cause: thrown,
    })
  })
}

/** Vitest's own frame: what is no file of the configuration, as a package's setup, has it too. */
function isOfSetup(stack: string): boolean {
  return /\bTestProject\._?initializeGlobalSetup\b/.test(stack)
}

/** `setup.ts:3`. */
function placeIn(stack: string, file: string, root: string): string {
  const [, line] = new RegExp(`${RegExp.escape(file)}:(\\d+):\\d+`).exec(stack) ?? []
  return `${relative(root, file)}${line === undefined ? '' : `:${line}`}`
}
