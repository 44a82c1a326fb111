// The name of a scenario in a report: where its file stands, and its claim where a file has several.
import type { RunnerTestCase } from 'vitest'
import { readTitle } from './title.ts'

/** `folder/name` of `scenarios/folder/name.scenario.ts` (relative to the root), with the claim behind it where a file makes several. */
export function scenarioId(file: string, claim: string, claimsInFile: number): string {
  const stem = file
    .replaceAll('\\', '/')
    .replace(/^scenarios\//, '')
    .replace(/\.(scenario|test|spec)\.[cm]?[jt]sx?$/, '')
  return claimsInFile > 1 ? `${stem}/${slug(claim)}` : stem
}

/** The name of the scenario that a test belongs to. */
export function idOf({ name, file }: Pick<RunnerTestCase, 'name' | 'file'>): string {
  const claims = new Set(file.tasks.map(task => readTitle(task.name).claim))
  return scenarioId(file.name, readTitle(name).claim, claims.size)
}

function slug(text: string): string {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
  return words.join('-')
}
