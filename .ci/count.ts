// What did not pass, and the closing line of CI, counted from what the runner wrote: `tests: N passed, N failed, N skipped`. No test is a failure.
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const [testsFile = '', ...reportFiles] = process.argv.slice(2)
const tests = read(testsFile)
const runs = reportFiles.filter(file => existsSync(file)).flatMap(lastRuns)
const having = (...statuses: string[]) => runs.filter(({ verdict }) => statuses.includes(verdict.status)).length

const good = new Set(['pass', 'skip'])
const passed = (tests.numPassedTests ?? 0) + having('pass')
const failed =
  (tests.numFailedTests ?? 0) +
  (tests.numFailedTestSuites && !tests.numFailedTests ? 1 : 0) +
  having('fail', 'inconclusive')
const skipped = (tests.numPendingTests ?? 0) + having('skip')
for (const { scenario, plane, clock, verdict, error } of runs.filter(({ verdict }) => !good.has(verdict.status)))
  console.log(`not passed: ${scenario} ${plane} ${clock} ${JSON.stringify({ ...verdict, error })}`)
for (const { name, assertionResults } of tests.testResults ?? [])
  for (const { fullName, status } of assertionResults)
    if (status === 'failed') console.log(`not passed: ${fullName} (${name.split('/').slice(-3).join('/')})`)
console.log(`tests: ${passed} passed, ${failed} failed, ${skipped} skipped`)
process.exitCode = failed > 0 || passed === 0 || !tests.numPassedTests || having('pass') === 0 ? 1 : 0

interface Counted {
  numPassedTests?: number
  numFailedTests?: number
  numFailedTestSuites?: number
  numPendingTests?: number
  testResults?: { name: string; assertionResults: { fullName: string; status: string }[] }[]
  runs?: { scenario: string; plane: string; clock: string; verdict: { status: string }; error?: string }[]
}

/** Of a folder's report: what was left open as it went when it was run again. */
function lastRuns(file: string): NonNullable<Counted['runs']> {
  const again = join(dirname(file), 'again', 'report.json')
  const second = existsSync(again) ? (read(again).runs ?? []) : []
  return (read(file).runs ?? []).map(run =>
    run.verdict.status === 'inconclusive' ? (second.find(isSame(run)) ?? run) : run,
  )
}

type Placed = Omit<NonNullable<Counted['runs']>[number], 'verdict'>

function isSame({ scenario, plane, clock }: Placed): (other: Placed) => boolean {
  return other => other.scenario === scenario && other.plane === plane && other.clock === clock
}

function read(file: string): Counted {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (thrown) {
    console.error(`cannot count ${file}: ${thrown}`)
    return {}
  }
}
