// Method: every word that the product wrote is made illegible before a report is rendered, and legible again in what comes of it. Whoever
// takes a figure or a kind out of words, in whatever way, then shows something else. The twin shows that the method would see it.
import { describe, expect, test } from 'vitest'
import type { Report } from '../harness/model/report.ts'
import { rejudge } from '../harness/verdict/rejudge.ts'
import { renderFidelity } from './fidelity.ts'
import { pageText } from './fixtures/page-text.ts'
import { sampleReport } from './fixtures/sample-report.ts'
import { sampleScript } from './fixtures/sample-script.ts'
import { sampleSystem } from './fixtures/sample-system.ts'
import { readAgain, unread } from './fixtures/unread.ts'

import { renderJunit } from './junit.ts'
import { renderTerminal } from './terminal.ts'

const sample = sampleReport()
const report: Report = {
  ...sample,
  runs: [...sample.runs, sampleScript(), sampleSystem()],
  errors: [{ where: 'a suite', message: 'boom after 3 s' }],
}
const look = { colour: false, columns: 100, output: 'out' }

describe('nobody reads what the product wrote', () => {
  test.for<[string, (report: Report) => string]>([
    ['the terminal', report => renderTerminal(report, look)],
    ['the page', pageText],
    ['JUnit', renderJunit],
    ['fidelity', renderFidelity],
    ['judging again', ({ runs }) => JSON.stringify(runs.map(rejudge))],
  ])('%s shows the same without understanding a word', ([, render]) => {
    const illegible = render(unread(report))
    expect(readAgain(illegible)).toBe(render(report))
    expect(illegible).not.toBe(render(report))
  })

  test('but whoever does would be seen', () => {
    const render = ({ runs }: Report) =>
      runs.map(({ steps }) => Number.parseInt(steps[0]?.evidence?.text ?? '', 10)).join()
    expect(readAgain(render(unread(report)))).not.toBe(render(report))
  })
})
