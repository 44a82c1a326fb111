// JUnit XML for CI. Vitest's own reporter drops the reason of a skip and cannot tell inconclusive from failed; this one says both.

import type { Report, Run, RunError } from '../harness/model/report.ts'
import { advice } from './advice.ts'
import { amiss } from './amiss.ts'
import { folderOf } from './anchor.ts'
import { because } from './because.ts'
import { foundWords } from './found.ts'
import { visible } from './html/escape.ts'
import { lookupWords } from './lookups.ts'
import { phasesWords, tookMs } from './phases.ts'
import {
  controlWords,
  decisive,
  demandedWords,
  foretoldWords,
  noticedWords,
  outsideWords,
  sparedWords,
} from './phrases.ts'
import { remarks } from './remarks.ts'
import { changeWords, differenceWords, itselfWords } from './settings-words.ts'
import { beforeWords, surroundings } from './surroundings.ts'
import { sysctlWords } from './sysctl-words.ts'

/**
 * The report as JUnit XML, a suite for each folder: fail is a failure, inconclusive an error, skip a skip with its reason. What went wrong
 * beside the scenarios is a suite of its own.
 */
export function renderJunit({ runs, errors = [] }: Report): string {
  const suites = Map.groupBy(runs, ({ scenario }) => folderOf(scenario) || 'scenarios')
  const body = [...suites].map(([name, members]) => suite(name, members)).join('')
  const beside = errors.length > 0 ? besideSuite(errors) : ''
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="halfopen"${totals(runs, errors.length)}>\n${body}${beside}</testsuites>\n`
}

function besideSuite(errors: readonly RunError[]): string {
  const cases = errors.map(({ where, at, message }) => {
    const head = attributes({ name: where, classname: 'beside the scenarios', time: inSeconds(0) })
    const error = `<error${attributes({ type: 'error', message })}>${text(at ?? '')}</error>`
    return `    <testcase${head}>\n      ${error}\n    </testcase>\n`
  })
  return `  <testsuite${attributes({ name: 'beside the scenarios' })}${totals([], errors.length)}>\n${cases.join('')}  </testsuite>\n`
}

function suite(name: string, runs: readonly Run[]): string {
  const timestamp = runs.find(({ verdict }) => verdict.status !== 'skip')?.startedAt.replace(/\.\d+Z$/, '')
  const at = timestamp === undefined ? '' : attributes({ timestamp })
  return `  <testsuite${attributes({ name })}${totals(runs)}${at}>\n${runs.map(testCase).join('')}  </testsuite>\n`
}

function totals(runs: readonly Run[], errors = 0): string {
  const count = (status: string) => runs.filter(({ verdict }) => verdict.status === status).length
  const timeMs = runs.reduce((sum, run) => sum + tookMs(run), 0)
  return attributes({
    tests: runs.length + errors,
    failures: count('fail'),
    errors: count('inconclusive') + errors,
    skipped: count('skip'),
    time: inSeconds(timeMs),
  })
}

function testCase(run: Run): string {
  const { scenario, plane, claim } = run
  const head = attributes({ name: `${claim} [${plane}]`, classname: scenario, time: inSeconds(tookMs(run)) })
  return `    <testcase${head}>\n${properties(run)}${result(run)}    </testcase>\n`
}

function properties(run: Run): string {
  const found = decisive(run)
  const facts = {
    plane: run.plane,
    clock: run.clock,
    noticed: [noticedWords(found), (found && itselfWords(found)) ?? ''].filter(words => words !== '').join(', '),
    predicted: foretoldWords(found),
    found: run.steps.flatMap(({ found }) => foundWords(found) ?? []).join('; '),
    sysctls: sysctlWords(run).join('; '),
    declared: differenceWords(run).join('; '),
    changed: changeWords(run).join('; '),
    before: run.before?.map(beforeWords).join('; ') ?? '',
    asked: lookupWords(run).join('; '),
    spared: sparedWords(run).join('; '),
    besides: remarks(run).join('; '),
    bound: found ? demandedWords(found, run) : '',
    phases: phasesWords(run) ?? '',
    control: controlWords({ runs: [run] }) ?? '',
    outsidePrediction: run.bounds.flatMap(result => outsideWords(result, run) ?? []).join('; '),
    evidence: run.steps.flatMap(({ evidence }) => evidence?.text ?? []).join('; '),
  }
  const lines = [...Object.entries(facts).filter(([, value]) => value !== ''), ...surroundings(run), ...amiss(run)]
  const body = lines.map(([name, value]) => `        <property${attributes({ name, value })}/>\n`).join('')
  return `      <properties>\n${body}      </properties>\n`
}

function result(run: Run): string {
  const { verdict } = run
  const body = text(
    [run.at, run.claim, because(run), advice(run), ...amiss(run).map(([name, words]) => `${name}: ${words}`)]
      .filter(line => line !== undefined)
      .join('\n'),
  )
  switch (verdict.status) {
    case 'pass':
      return ''
    case 'skip':
      return `      <skipped${attributes({ message: verdict.reason })}/>\n`
    case 'inconclusive':
      return `      <error${attributes({ type: 'inconclusive', message: verdict.reason })}>${body}</error>\n`
    case 'fail': {
      const message = `expected: ${verdict.expected}; actual: ${verdict.actual}`
      return `      <failure${attributes({ type: 'fail', message })}>${body}</failure>\n`
    }
    default:
      return verdict satisfies never
  }
}

function inSeconds(ms: number): string {
  return (ms / 1000).toFixed(3)
}

function attributes(values: Record<string, string | number>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${inQuotes(text(String(value)))}"`)
    .join('')
}

/** A parser turns line ends and tabs of a value into blanks: XML 1.0 section 3.3.3. */
function inQuotes(escaped: string): string {
  return escaped.replaceAll('"', '&quot;').replaceAll('\n', '&#10;').replaceAll('\t', '&#9;')
}

/** XML 1.0 has no way to write most control characters and lone surrogates: they are left out. */
function text(raw: string): string {
  return visible(raw)
    .replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\r', '&#13;') // a line end to a parser: section 2.11
}
