import { describe, expect, test } from 'vitest'
import type { Observation } from '../harness/model/observation.ts'
import type { Report, Run } from '../harness/model/report.ts'
import { noticedByHeartbeat } from './fixtures/sample-heartbeat.ts'
import { sampleReport, sampleRun } from './fixtures/sample-report.ts'
import { sampleScript } from './fixtures/sample-script.ts'
import { sampleSystem } from './fixtures/sample-system.ts'
import { renderHtml } from './html.ts'

const report = sampleReport()
const page = renderHtml(report)

function pageOf(...runs: Run[]): string {
  return renderHtml({ ...report, runs })
}

describe('the page', () => {
  test('stands alone: no script, and nothing that is loaded from anywhere', () => {
    expect(page).not.toMatch(/<script|\son[a-z]+=|@import|url\((?!#)|<link|<img|<iframe|src=/i)
    expect(page.match(/https?:/g)).toBeNull()
    expect(page).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`)
  })

  test('has each run as a row of the matrix that leads to its section', () => {
    for (const { scenario } of report.runs) {
      expect(page).toContain(`href="#${scenario}"`)
      expect(page.split(` id="${scenario}"`)).toHaveLength(2)
    }
  })

  test('says every status in a word, not by colour alone', () => {
    for (const word of ['pass', 'fail', 'inconclusive', 'skip'])
      expect(page).toMatch(new RegExp(`</span> ${word}</span>`))
  })

  test('has a timeline with its story in words for each run with a fault', () => {
    const stories = [...page.matchAll(/role="img" aria-label="([^"]*)"/g)].map(([, words]) => words)
    expect(stories).toHaveLength(report.runs.filter(({ steps }) => steps.length > 0).length)
    expect(stories[1]).toBe(
      'Timeline of 2.6 s; power-off (host server) in force at 0.65 s; bound: within 3 s; noticed: 1.93 s; predicted: 1.0 - 2.1 s',
    )
  })

  test('is the same for the same report', () => {
    expect(renderHtml(report)).toBe(page)
  })

  test('of no runs says so', () => {
    expect(renderHtml({ ...report, runs: [] })).toContain('Nothing ran.')
  })
})

test('a scenario that ran twice has two sections, and the first has its name', () => {
  const [first] = report.runs
  if (!first) throw new Error('the fixture has runs')
  const twice = pageOf(first, first)
  expect([...twice.matchAll(/<section [^>]*id="([^"]*)"/g)].map(([, id]) => id)).toEqual([
    'control/process-kill',
    'control/process-kill~2',
  ])
})

test('what lies outside its prediction is said beside the verdict, and every prediction says why', () => {
  const of = (afterMs: number) => pageOf(noticedByHeartbeat(afterMs, 1_000, 1_000))
  expect(of(9_000)).toContain('<dt>outside its prediction</dt><dd>noticed 9.0 s, predicted 1.0 - 2.1 s: a heartbeat')
  expect(of(1_500)).not.toContain('outside its prediction')
  expect(of(1_500)).toContain('<td>1.0 - 2.1 s: a heartbeat every 1 s must be answered within 1 s</td>')
})

test('a script of several faults shows each as a band', () => {
  expect(pageOf(sampleScript()).match(/class="fault-head"/g)).toHaveLength(3)
})

test('a standby has a lane where it was seen', () => {
  const script = sampleScript()
  const [server] = script.hosts
  if (!server) throw new Error('the fixture has hosts')
  const run = { ...script, hosts: [...script.hosts, { ...server, name: 'standby', standsInFor: 'server' }] }
  const seen: Observation = { atMs: 5_000, by: 'standby-app', kind: 'traffic', detail: 'fetched' }
  expect(pageOf(run)).not.toContain('>standby</span>')
  expect(pageOf({ ...run, observations: [...run.observations, seen] })).toContain('>standby</span>')
})

describe('a system of any hosts', () => {
  const run = sampleSystem()
  const words = pageOf(run)
  const labels = (text: string) =>
    [...text.matchAll(/<span style="top:[^"]*">([^<]*)<\/span>/g)].map(([, label]) => label)

  test('has a lane for each host and one for the wire, clients first', () => {
    expect(
      labels(words).filter(label => !['fault', 'step', 'bound', 'predicted', 'time'].includes(label ?? '')),
    ).toEqual(['app', 'pool', 'wire', 'db'])
  })

  test('says what each client is set to, and nothing of who connects to nobody', () => {
    expect(words).toContain('<dt>app set to</dt><dd>heartbeat every 1 s, answered within 1 s</dd>')
    expect(words).toContain('<dt>pool set to</dt><dd>no detector declared</dd>')
    expect(words).not.toContain('<dt>db set to</dt>')
  })

  test('shows each step, what was done and what shows it', () => {
    expect(labels(words).filter(label => label === 'fault' || label === 'step')).toEqual(['fault', 'step', 'step'])
    expect(words).toContain('>run promote.sh on pool</text>')
    expect(words).toContain('<dt>evidence of run</dt><dd>promote.sh ended with exit code 0</dd>')
    expect(words).toContain('; run promote.sh on pool done at 2.02 s; heal step 0 done at 3.01 s;')
  })

  test('gives long names the room that they need, and short ones what a pair has', () => {
    const [first, ...others] = run.hosts
    if (!first) throw new Error('the fixture has hosts')
    expect(words).not.toContain('padding-left:92px')
    expect(pageOf({ ...run, hosts: [{ ...first, name: 'orders-db#12' }, ...others] })).toContain(
      'px;padding-left:92px"',
    )
  })

  test('says what was cut short', () => {
    expect(words).not.toContain('cut short')
    const cuts = [{ by: 'app-app', atMs: 2_500, why: 'lines of output were not kept' }] as const
    expect(pageOf({ ...run, cuts })).toContain(
      '<dt>cut short</dt><dd>app-app, 2.5 s after the start: lines of output were not kept</dd>',
    )
  })
})

describe('hostile text stays text', () => {
  const attack = '</script><img src=x onerror=alert(1)>"\'><svg onload=alert(2)>'
  const hostile: Run = {
    ...sampleRun({
      id: `x/${attack}`,
      claim: attack,
      fault: { kind: 'black-hole', toward: 'both' },
      bounds: [{ expect: 'silence', by: 'client-app', since: 0, forMs: 1_000 }],
      evidence: attack,
      troubles: [attack],
      seen: [[100, 'client-app', 'lost', attack, attack]],
      says: [[50, 'client', attack]],
    }),
    pcap: `javascript:${attack}`,
    replay: [attack],
  }
  const attacked: Report = { ...report, tool: { name: 'halfopen', version: attack }, runs: [hostile] }

  test('in every place that a run can say something', () => {
    const words = renderHtml(attacked)
    expect(words.split('&lt;/script&gt;').length).toBeGreaterThan(10)
    expect(words).not.toMatch(/<img|<svg onload|<script|<\/script/i)
    expect(words).not.toContain('href="javascript')
  })

  test('and adds no element and no attribute to those of a harmless one', () => {
    const tags = (text: string) => [...text.matchAll(/<([a-z0-9]+)((?:\s+[a-z-]+(?:="[^"]*")?)*)\s*\/?>/gi)]
    const shape = (text: string) => tags(text).map(([, tag, rest = '']) => `${tag}${rest.replace(/="[^"]*"/g, '')}`)
    const harmless: Report = JSON.parse(
      JSON.stringify(attacked).replaceAll(JSON.stringify(attack).slice(1, -1), 'mild'),
    )
    expect(shape(renderHtml(attacked))).toEqual(shape(renderHtml(harmless)))
  })
})

describe('a page stays small', () => {
  const many = (count: number): Observation[] =>
    Array.from({ length: count }, (_, i) => {
      return { atMs: 700 + (i * 2_000) / count, by: 'client-app', kind: 'stale-answer', detail: 'old' }
    })
  const [, base] = report.runs
  const sizeWith = (count: number) => {
    if (!base) throw new Error('the fixture has runs')
    const lines = Array.from(
      { length: count },
      (_, i) => ({ atMs: i, host: 'client', stream: 'stdout', text: `line ${i}` }) as const,
    )
    return pageOf({ ...base, observations: [...base.observations, ...many(count)], lines }).length
  }

  test('however much was seen and said', () => {
    expect(sizeWith(20_000)).toBeLessThan(sizeWith(0) + 40_000)
  })

  test('and says how many lines it left out', () => {
    if (!base) throw new Error('the fixture has runs')
    const lines = Array.from(
      { length: 1_000 },
      () => ({ atMs: 1, host: 'client', stream: 'stderr', text: 'x' }) as const,
    )
    expect(pageOf({ ...base, lines })).toContain('820 lines left out here; report.json has them')
  })
})
