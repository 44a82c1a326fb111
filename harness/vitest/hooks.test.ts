// Method: one file breaks in each place beside its scenarios. Wrong code that would also pass a part: one that asks files and not suites
// for errors, or drops an error where a record exists.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Report } from '../model/report.ts'
import { type Ended, makeProject, type Project } from './fixtures/project.ts'

const hooks = await readFile(join(import.meta.dirname, 'fixtures/hooks.scenario.ts'), 'utf8')

const boom = lineOf('throw new Error')
const rejected = lineOf('Promise.reject')

describe('what breaks beside the scenarios breaks the run', { timeout: 180_000 }, () => {
  let project: Project
  let ended: Ended
  let report: Report
  beforeAll(async () => {
    project = await makeProject({ 'scenarios/hooks.scenario.ts': hooks })
    ended = await project.halfopen('run')
    report = await project.report()
  }, 180_000)
  afterAll(async () => project[Symbol.asyncDispose]())

  test('each error is told with its message and where, and the exit code is 1', () => {
    const told = (report.errors ?? []).map(({ where, at, message }) => `${where}: ${message} (${at})`)
    expect(told.toSorted()).toEqual([
      `a script whose onTestFinished throws [netns]: boom (${boom})`,
      `a script whose onTestFinished throws [toxiproxy]: boom (${boom})`,
      `after all: boom (${boom})`,
      `after each > passes and is cleaned up badly [netns]: boom (${boom})`,
      `after each > passes and is cleaned up badly [toxiproxy]: boom (${boom})`,
      `before all: boom (${boom})`,
      `scenarios/hooks.scenario.ts: nobody awaits this (${rejected})`,
    ])
    for (const { where } of report.errors ?? []) expect(ended.stdout).toContain(` ✗ ${where}   error\n`)
    expect(ended.stdout).toMatch(/\n 7 errors, /)
    expect(ended.exitCode).toBe(1)
  })

  test('the records of scenarios that ran stay, by the whole path of their suites, and none shares a name or a pcap', () => {
    const names = report.runs
      .filter(({ plane }) => plane === 'netns')
      .map(({ scenario, verdict }) => [scenario, verdict.status])
    expect(names).toEqual([
      ['hooks/a-script-whose-ontestfinished-throws', 'inconclusive'],
      ['hooks/after-all/passes-before-the-end', 'pass'],
      ['hooks/after-each/passes-and-is-cleaned-up-badly', 'pass'],
      ['hooks/one/has-a-name-of-its-own', 'pass'],
      ['hooks/suite/runs', 'inconclusive'],
      ['hooks/two/has-a-name-of-its-own', 'pass'],
    ])
    const packets = report.runs.flatMap(({ pcap }) => pcap ?? [])
    expect(new Set(packets).size).toBe(names.length)
  })

  test('the errors are in the other reports too', async () => {
    const [junit, html] = await Promise.all(
      ['junit.xml', 'report.html'].map(name => readFile(join(project.folder, 'out', name), 'utf8')),
    )
    expect(junit).toContain(`<error type="error" message="nobody awaits this">${rejected}</error>`)
    expect(html).toContain('nobody awaits this')
    const again = await project.halfopen('report', 'out/report.json')
    expect(again.stdout).toContain(' ✗ before all   error\n')
    expect(again.exitCode).toBe(1)
  })

  test('and without such a thing there is no error', async () => {
    const one = await project.halfopen('run', 'hooks/one', '--plane', 'toxiproxy')
    expect((await project.report()).errors).toBeUndefined()
    expect(one.exitCode).toBe(0)
  })
})

function lineOf(words: string): string {
  return `scenarios/hooks.scenario.ts:${hooks.split('\n').findIndex(line => line.includes(words)) + 1}`
}
