// Method: the page is a function of a report, so an invented report shows its rules. The committed page is then held against what a real
// run has and an invented one has not: scenarios that are there, every fault, both planes. Its figures are nobody's to assert.
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Observation } from '../harness/model/observation.ts'
import schema from '../harness/model/report.schema.json' with { type: 'json' }
import type { Report, Run } from '../harness/model/report.ts'
import { renderFidelity } from './fidelity.ts'
import { sampleReport, sampleRun } from './fixtures/sample-report.ts'
import { sampleScript } from './fixtures/sample-script.ts'

const report = sampleReport()
const page = renderFidelity(report)

function pageOf(...runs: Run[]): string {
  return renderFidelity({ ...report, runs })
}

function rowOf(text: string, scenario: string): string[] {
  const line = text.split('\n').find(candidate => candidate.startsWith(`| \`${scenario}\``)) ?? ''
  return line
    .split(/(?<!\\)\|/)
    .map(part => part.trim())
    .slice(1, -1)
}

describe('a page', () => {
  test('gives each observer its figure, its silence or its absence', () => {
    expect(rowOf(page, 'power-off/cache-reader-ping-1s')).toEqual([
      '`power-off/cache-reader-ping-1s` a client that pings every second notices a switched-off server within 3 s',
      'power-off (host server)',
      'heartbeat every 1 s, answered within 1 s',
      'toxiproxy',
      '1.93 s PING_DEADLINE, 17 stale',
      '-',
      'blind',
      '-',
      '1.94 s closed',
    ])
    expect(rowOf(page, 'black-hole/blip-5s-patient')[4]).toBe('silent 10.3 s, 46 stale, back 0.2 s after the healing')
  })

  test('says of a figure that it lies outside its prediction', () => {
    const late = sampleRun({
      id: 'power-off/late',
      claim: 'late',
      fault: { kind: 'power-off', host: 'server' },
      settings: { heartbeat: { everyMs: 1_000, deadlineMs: 1_000 } },
      bounds: [{ expect: 'detection', by: 'client-app', since: 0, withinMs: 30_000 }],
      watchedMs: 10_000,
      seen: [[9_000, 'client-app', 'lost', 'gone', 'PING_DEADLINE']],
    })
    expect(rowOf(pageOf(late), 'power-off/late')[4]).toBe('9.0 s PING_DEADLINE, outside its prediction of 1.0 - 2.1 s')
  })

  test('tells virtual time from real time, and on which kernel it was', () => {
    const [one] = report.runs
    if (!one) throw new Error('the fixture has a run')
    const text = pageOf(one, { ...one, clock: 'virtual', kernel: { release: '6.12.1', hz: 250 } })
    expect(text.match(/\| toxiproxy(, virtual)? +\|/g)?.map(found => found.replace(/[| ]+/g, ''))).toEqual([
      'toxiproxy',
      'toxiproxy',
      'toxiproxy,virtual',
    ])
    expect(text).toContain('in the guest kernel, Linux 6.12.1, HZ 250;')
    expect(page).not.toContain('HZ')
  })

  test('names the guard that refused, and in the overview only where nobody bears witness', () => {
    expect(page).toContain("- toxiproxy cannot: Toxiproxy's own kernel answers keepalive probes")
    expect(page).toMatch(/\| \[power-off\]\(#power-off\) +\| client-app, .*wire +\|/)
    const [skip] = report.runs.filter(({ verdict }) => verdict.status === 'skip')
    if (!skip) throw new Error('the fixture has a skip')
    expect(pageOf(skip)).toContain(
      "| [power-off](#power-off) | cannot: Toxiproxy's own kernel answers keepalive probes |",
    )
  })

  test('leaves out what shows nothing: no evidence, an error, several faults, a plane it was not written for', () => {
    expect(page).not.toMatch(/no-evidence|server-never-ready/)
    expect(pageOf(sampleScript())).toContain('Generated from 0 records')
    const [skip] = report.runs.filter(({ verdict }) => verdict.status === 'skip')
    if (!skip) throw new Error('the fixture has a skip')
    expect(
      pageOf({ ...skip, verdict: { status: 'skip', reason: 'meant for netns', why: 'not-written-for' } }),
    ).not.toContain('meant for netns')
  })

  test('leaves out other systems than a client and a server, and says so', () => {
    const [one] = report.runs
    if (!one) throw new Error('the fixture has a run')
    const hosts = one.hosts.map(host => (host.name === 'client' ? { ...host, name: 'app' } : host))
    const text = pageOf(one, { ...one, hosts, scenario: 'pool/app' })
    expect(text).toContain('Generated from 1 records')
    expect(text).toContain('\n- Left out, for other hosts than a client and a server: 1 record.\n')
    expect(text).not.toContain('pool/app')
    expect(pageOf(one)).not.toContain('Left out')
  })

  test('is the same for the same report, in whatever order it ran', () => {
    const shuffled: Report = { ...report, runs: report.runs.toReversed() }
    expect(renderFidelity(shuffled)).toBe(page)
  })

  test('keeps hostile text in its cell', () => {
    const run = sampleRun({
      id: 'x/hostile',
      claim: 'a | b <script>`',
      fault: { kind: 'black-hole', toward: 'both' },
      bounds: [{ expect: 'silence', by: 'client-app', since: 0, forMs: 1_000 }],
    })
    const said: Observation = { atMs: 1_000, by: 'wire', kind: 'lost', code: 'E|\n<b>', detail: '' }
    const text = pageOf({ ...run, observations: [...run.observations, said] })
    expect(rowOf(text, 'x/hostile')).toHaveLength(9)
    expect(text).not.toMatch(/<script|<b>/)
  })
})

describe('the committed page', () => {
  const committed = readFileSync(new URL('../docs/fidelity.md', import.meta.url), 'utf8')
  const rows = committed.split('\n').filter(line => line.startsWith('| `'))

  test('was made from a real report: every row is a scenario that is there, and has nine cells', () => {
    expect(rows.length).toBeGreaterThan(60)
    const ids = rows.map(row => /^\| `([^`]*)`/.exec(row)?.[1] ?? '')
    const file = (id: string) => new URL(`../scenarios/${id}.scenario.ts`, import.meta.url)
    const ofSeveral = (id: string) => id.slice(0, id.lastIndexOf('/')) // a claim in a file of several
    expect(ids.filter(id => !existsSync(file(id)) && !existsSync(file(ofSeveral(id))))).toEqual([])
    expect(rows.filter(row => row.split(/(?<!\\)\|/).length !== 11)).toEqual([])
  })

  test('has every fault that there is, and both planes, in virtual time and in real time', () => {
    const kinds = schema.definitions.Fault.oneOf.map(({ properties }) => properties.kind.const)
    expect(kinds.filter(kind => !committed.includes(`\n## ${kind}\n`))).toEqual([])
    expect(committed).toMatch(/^\| fault +\| netns +\| toxiproxy +\|$/m)
    for (const plane of ['netns, virtual', 'netns', 'toxiproxy'])
      expect(rows.some(row => new RegExp(`\\| ${plane} +\\|`).test(row))).toBe(true)
  })

  test('has what Toxiproxy cannot show and the packet plane does', () => {
    expect(committed).toMatch(/^- toxiproxy cannot: Toxiproxy's own kernel answers keepalive probes/m)
    expect(committed).toMatch(/^\| `keepalive\/1-1-3` .*\| netns, virtual +\| (3\.[89]|4\.[01])\d* s ETIMEDOUT/m)
  })
})
