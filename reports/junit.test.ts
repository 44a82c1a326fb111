import { expect, test } from 'vitest'
import { noticedByHeartbeat } from './fixtures/sample-heartbeat.ts'
import { sampleReport, sampleRun } from './fixtures/sample-report.ts'
import { renderJunit } from './junit.ts'

const report = sampleReport()

function casesOf(xml: string): string[] {
  return xml.match(/<testcase[\s\S]*?<\/testcase>/g) ?? []
}

test('counts failures, errors for the inconclusive, and skips', () => {
  expect(renderJunit(report)).toContain(
    '<testsuites name="halfopen" tests="12" failures="3" errors="3" skipped="1" time="',
  )
  expect(casesOf(renderJunit(report))).toHaveLength(12)
})

test('a pass has neither failure, error nor skip', () => {
  const [pass] = casesOf(renderJunit({ ...report, runs: report.runs.slice(0, 1) }))
  expect(pass).not.toMatch(/<(failure|error|skipped)/)
})

test.for([
  [
    'black-hole/blip-5s-hasty',
    '<failure type="fail" message="expected: client-app stays silent for 10.0 s; actual: gave up',
  ],
  ['frozen-peer/no-evidence', '<error type="inconclusive" message="no evidence that frozen-peer took effect">'],
  ['power-off/keepalive-10-5-3', '<skipped message="Toxiproxy\'s own kernel answers keepalive probes"/>'],
] as const)('%s says why', ([scenario, words]) => {
  const xml = renderJunit({ ...report, runs: report.runs.filter(run => run.scenario === scenario) })
  expect(xml).toContain(words)
})

test('a pass outside its prediction says both, and one inside says nothing of it', () => {
  const pingAt = (atMs: number) => noticedByHeartbeat(atMs, 10_000, 5_000)
  expect(renderJunit({ ...report, runs: [pingAt(1_200)] })).toContain('"noticed 1.2 s, predicted 5.0 - 15.1 s: ')
  expect(renderJunit({ ...report, runs: [pingAt(9_000)] })).not.toContain('outsidePrediction')
})

test('a suite is a folder of scenarios', () => {
  const names = [...renderJunit(report).matchAll(/<testsuite name="([^"]*)"/g)].map(([, name]) => name)
  expect(names).toEqual(['control', 'power-off', 'black-hole', 'idle-firewall', 'frozen-peer'])
})

test('hostile text stays text, and what XML cannot hold is left out', () => {
  const run = sampleRun({
    id: 'x/"><failure>',
    claim: ']]></testcase>&\u0000\u001b\ud800',
    fault: { kind: 'black-hole', toward: 'both' },
    bounds: [{ expect: 'silence', by: 'client-app', since: 0, forMs: 1_000 }],
    seen: [[100, 'client-app', 'lost', '<script>"\n']],
  })
  const xml = renderJunit({ ...report, runs: [run] })
  expect(casesOf(xml)).toHaveLength(1)
  expect(xml.match(/<failure/g)).toHaveLength(1)
  expect(xml).not.toContain('<script>')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there
  expect(xml).not.toMatch(/[\u0000-\u0008\u001b\ud800-\udfff]/)
})
