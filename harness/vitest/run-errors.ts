// Errors that belong to no verdict, wherever Vitest keeps them: hooks, fixtures, suites, files, and what nobody caught.
import { isAbsolute, join, relative, sep } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import type { SerializedError, TestCase, TestModule } from 'vitest/node'
import { writtenInstead } from '../faults/written.ts'
import { messageOf } from '../kit/errors.ts'
import type { RunError } from '../model/report.ts'

/** Those of a file, its suites and its tests. A test that left no record has failed with all that it has. */
export function errorsOfModule(module: TestModule): RunError[] {
  return [
    ...module.errors().map(error => asRunError(error, module.relativeModuleId, module)),
    ...[...module.children.allSuites()].flatMap(suite =>
      suite.errors().map(error => asRunError(error, suite.fullName, module)),
    ),
    ...[...module.children.allTests()].flatMap(errorsOfTest),
  ]
}

function errorsOfTest(test: TestCase): RunError[] {
  const { run, ownErrors = 0 } = test.meta().halfopen ?? {}
  const beside = (test.result().errors ?? []).slice(run ? ownErrors : 0)
  return beside.map(error => asRunError(error, test.fullName, test.module))
}

/** What was thrown where nobody waited for it. */
export function unhandledErrors(errors: readonly unknown[], root: string): RunError[] {
  return errors.map(thrown => {
    const error: SerializedError = isSerialized(thrown) ? thrown : { message: messageOf(thrown) }
    const { VITEST_TEST_PATH: file } = error
    const at = typeof file === 'string' ? placeIn(error.stack ?? '', file, root) : undefined
    const where = typeof file === 'string' ? within(root, file) : 'outside any scenario'
    return { where, ...(at === undefined ? {} : { at }), message: error.message }
  })
}

function isSerialized(thrown: unknown): thrown is SerializedError {
  return typeof thrown === 'object' && thrown !== null && 'message' in thrown
}

function asRunError({ message, stacks = [] }: Failure, where: string, { moduleId, project }: TestModule): RunError {
  const plain = stripVTControlCharacters(message)
  const [drawing, place] = drawn.exec(plain) ?? []
  const frame = stacks.find(({ file }) => file === moduleId) ?? stacks.find(({ file }) => isAuthors(file))
  const at = place ?? (frame && `${within(project.config.root, frame.file)}:${frame.line}`)
  const said = drawing === undefined ? message : plain.replace(drawing, '')
  const fix = writtenInstead(message)
  return { where, ...(at === undefined ? {} : { at }), message: fix === undefined ? said : `${said}. ${fix}` }
}

/** What Vite cannot read it draws into its message: the place, and the lines around it. */
const drawn = /\s*╭─\[ ?(.+?:\d+):\d+ ?\][\s\S]*$/

/** Nobody has to look into halfopen, or into a package. */
function isAuthors(file: string): boolean {
  return !file.startsWith(own) && !file.includes('/node_modules/')
}

/** Where halfopen itself lies. */
const own = join(import.meta.dirname, '..') + sep

interface Failure {
  readonly message: string
  readonly stacks?: readonly { readonly file: string; readonly line: number }[]
}

function placeIn(stack: string, file: string, root: string): string | undefined {
  const [, line] = new RegExp(`${RegExp.escape(file)}:(\\d+):\\d+`).exec(stack) ?? []
  return line === undefined ? undefined : `${within(root, file)}:${line}`
}

function within(root: string, file: string): string {
  const path = relative(root, file).replaceAll('\\', '/')
  return path.startsWith('..') || isAbsolute(path) ? file : path
}
