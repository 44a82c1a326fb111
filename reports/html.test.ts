import { describe, expect, test } from 'vitest'
import type { Observation } from '../harness/model/observation.ts'
import type { Report, Run } from '../harness/model/report.ts'
import { hostileRun } from './fixtures/hostile-run.ts'
import { readMarkup } from './fixtures/markup.ts'
import { pageText, viewsIn, withoutScript } from './fixtures/page-text.ts'
import { noticedByHeartbeat } from './fixtures/sample-heartbeat.ts'
import { sampleReport } from './fixtures/sample-report.ts'
import { sampleScript } from './fixtures/sample-script.ts'
import { sampleSystem } from './fixtures/sample-system.ts'
import type { RunView, TimelineView } from './html/view.ts'
import { renderHtml } from './html.ts'

const report = sampleReport()
const page = renderHtml(report)

function pageOf(...runs: Run[]): string {
  return renderHtml({ ...report, runs })
}

function viewOf(run: Run): RunView {
  const [view] = viewsIn(pageOf(run))
  if (!view) throw new Error('the page has no such run')
  return view
}

function timelineOf(run: Run): TimelineView {
  const { timeline } = viewOf(run).details ?? {}
  if (!timeline) throw new Error('the run has no timeline')
  return timeline
}

describe('the page', () => {
  test('stands alone: one script of its own, named by its hash, and nothing that is loaded from anywhere', () => {
    const bare = withoutScript(page)
    expect(bare).not.toMatch(
      /<script(?! type="text\/plain" data-view)|\son[a-z]+=|@import|url\((?!#)|<link|<img|<iframe|src=/i,
    )
    expect(bare.match(/https?:/g)).toBeNull()
    expect(page).toMatch(/content="default-src 'none'; style-src 'unsafe-inline'; script-src '(none|sha256-[^']+)'; /)
  })

  test('has each run as a cell of the matrix, with its anchor, and its data behind it', () => {
    for (const { scenario } of report.runs) {
      expect(page).toContain(`href="#${scenario}"`)
      expect(page.split(` id="${scenario}"`)).toHaveLength(2)
    }
    expect(viewsIn(page).map(({ scenario }) => scenario)).toEqual(report.runs.map(({ scenario }) => scenario))
  })

  test('says every status in a word, not by colour alone', () => {
    for (const word of ['pass', 'fail', 'inconclusive', 'skip'])
      expect(page).toMatch(new RegExp(`</span> ${word}</span>`))
  })

  test('has a timeline with its story in words for each run with a fault', () => {
    const stories = viewsIn(page).flatMap(({ details }) => details?.timeline?.story ?? [])
    expect(stories).toHaveLength(report.runs.filter(({ verdict }) => verdict.status !== 'skip').length)
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

  test('has a column of faults and one of what the clients are set to', () => {
    const [, fault, settings] =
      /"fault-words">([^<]*)<\/td><td class="settings">([^<]*)</.exec(pageOf(sampleSystem())) ?? []
    expect([fault, settings]).toEqual(['black-hole', 'pool off; app heartbeat=1s/1s'])
  })
})

test('a scenario that ran twice has two cells, and the first has its name', () => {
  const [first] = report.runs
  if (!first) throw new Error('the fixture has runs')
  const twice = pageOf(first, first)
  expect([...twice.matchAll(/<a class="cell [^>]*id="([^"]*)"/g)].map(([, id]) => id)).toEqual([
    'control/process-kill',
    'control/process-kill~2',
  ])
})

test('what lies outside its prediction is said beside the verdict, and every prediction says why', () => {
  const of = (afterMs: number) => viewOf(noticedByHeartbeat(afterMs, 1_000, 1_000))
  const named = ({ findings }: RunView) => findings.find(([name]) => name === 'outside its prediction')?.[1]
  expect(named(of(9_000))).toContain('noticed 9.0 s, predicted 1.0 - 2.1 s: a heartbeat')
  expect(named(of(1_500))).toBeUndefined()
  expect(of(1_500).details?.bounds[0]?.predicted).toBe('1.0 - 2.1 s: a heartbeat every 1 s must be answered within 1 s')
})

describe('a timeline', () => {
  test('of a script shows each of its faults', () => {
    expect(timelineOf(sampleScript()).steps.filter(({ isFault }) => isFault)).toHaveLength(2)
  })

  test('has lanes for a standby where it was seen', () => {
    const script = sampleScript()
    const [server] = script.hosts
    if (!server) throw new Error('the fixture has hosts')
    const run = { ...script, hosts: [...script.hosts, { ...server, name: 'standby', standsInFor: 'server' }] }
    const seen: Observation = { atMs: 5_000, by: 'standby-app', kind: 'traffic', detail: 'fetched' }
    const names = (one: Run) => timelineOf(one).lanes.map(({ host }) => host)
    expect(names(run)).not.toContain('standby')
    expect(names({ ...run, observations: [...run.observations, seen] })).toContain('standby')
  })

  test('has a lane for a standby that nobody saw and that took over, and one for stale answers below their program', () => {
    const script = sampleScript()
    const [server] = script.hosts
    const [step] = script.steps
    if (!server || !step) throw new Error('the fixture has both')
    const does = { kind: 'takeover', host: 'server', by: 'standby', afterMs: 2_000, announce: true } as const
    const stale: Observation = { atMs: 5_000, by: 'client-app', kind: 'stale-answer', detail: 'version 1' }
    const run = {
      ...script,
      hosts: [...script.hosts, { ...server, name: 'standby', standsInFor: 'server' }],
      steps: [{ ...step, does }],
      observations: [...script.observations.filter(({ kind }) => kind !== 'stale-answer'), stale],
    }
    const names = timelineOf(run).lanes.map(({ host, of }) => `${host} ${of}`)
    expect(names).toContain('standby program')
    expect(names.indexOf('client stale')).toBe(names.indexOf('client program') + 1)
    const log = viewOf(run).details?.log
    const at = log?.kind.findIndex(kind => log.kinds[kind] === 'stale-answer') ?? -1
    expect(log?.whos[log.who[at] ?? -1]?.lane).toBe(names.indexOf('client stale'))
    expect(timelineOf({ ...run, observations: [] }).lanes.some(({ of }) => of === 'stale')).toBe(false)
  })

  test('begins shortly before the fault and ends with the watch, though a bound goes on for long', () => {
    const { fromMs, untilMs, toMs, originMs, endedAtMs } = timelineOf(noticedByHeartbeat(1_500, 1_000, 1_000))
    expect(fromMs).toBeLessThan(originMs)
    expect(untilMs).toBeLessThan(originMs + (endedAtMs - originMs) * 1.5)
    expect(toMs).toBeGreaterThanOrEqual(untilMs)
  })

  test('draws nothing that came after the end of the watch, and its list has it', () => {
    const run = noticedByHeartbeat(1_500, 1_000, 1_000)
    const [before, after] = [run.endedAtMs - 1, run.endedAtMs + 1].map((atMs): Observation => {
      return { atMs, by: 'client-app', kind: 'lost', detail: `lost at ${atMs}` }
    })
    if (!before || !after) throw new Error('both are made above')
    const { log } = viewOf({ ...run, observations: [...run.observations, before, after] }).details ?? {}
    const laneOf = (detail: string) => log?.whos[log.who[log.text.indexOf(log.texts.indexOf(detail))] ?? -1]?.lane
    expect(laneOf(before.detail)).toBe(0)
    expect(log?.texts).toContain(after.detail)
    expect(laneOf(after.detail)).toBeUndefined()
  })

  test('of a run that broke before its first step counts from its start', () => {
    const broken = report.runs.find(({ error }) => error !== undefined)
    if (!broken) throw new Error('the fixture has one')
    expect(timelineOf(broken)).toMatchObject({ origin: 'start', originMs: 0, steps: [], limits: [] })
  })
})

describe('a system of any hosts', () => {
  const run = sampleSystem()
  const view = viewOf(run)
  const { steps, lanes, story } = timelineOf(run)
  const fact = (name: string) => view.details?.facts.find(([own]) => own === name)?.[1]

  test('has a lane for each host and one for the wire where packets are not known, clients first', () => {
    expect(lanes.map(({ host, of }) => `${host} ${of}`)).toEqual([
      'app program',
      'pool program',
      'pool kernel',
      'db program',
      'wire packets',
    ])
  })

  test('has one for each way between hosts where they are', () => {
    const packet = { atMs: 5, from: 'db', to: 'pool', connection: 2, kind: 'probe', seq: 0, ack: 1 } as const
    const { lanes: shown } = timelineOf({ ...run, packets: [packet] })
    expect(shown.map(({ host }) => host)).toEqual(['app', 'pool', 'pool', 'pool > db', 'db'])
    const { log } = viewOf({ ...run, packets: [packet] }).details ?? {}
    expect(log?.whos.find(({ sort }) => sort === 'packet')).toEqual({ name: 'db > pool', sort: 'packet', lane: 3 })
    expect(log?.texts).toContain('seq 0, ack 1, connection 2')
  })

  test('says what each client is set to, and nothing of who connects to nobody', () => {
    expect(fact('app set to')).toBe('heartbeat every 1 s, answered within 1 s')
    expect(fact('pool set to')).toBe('no detector declared')
    expect(fact('db set to')).toBeUndefined()
  })

  test('shows each step, what was done and what shows it', () => {
    expect(steps.map(({ isFault }) => isFault)).toEqual([true, false, false])
    expect(steps[1]?.label).toBe('run promote.sh on pool')
    expect(fact('evidence of run')).toBe('promote.sh ended with exit code 0')
    expect(story).toContain('; run promote.sh on pool done at 2.02 s; heal step 0 done at 3.01 s;')
  })

  test('says how it is run again, by which command lines, and on what', () => {
    const hosts = run.hosts.map(host => ({ ...host, command: ['node', 'a b.js', '{port}'] }))
    const tool = { ...report.tool, node: '24.1.0', system: 'Linux 6.1 x64' }
    const kernel = { release: '6.12.3', hz: 250 }
    const [shown] = viewsIn(
      renderHtml({ ...report, tool, runs: [{ ...run, hosts, kernel, seed: 1, pcap: 'a b.pcap' }] }),
    )
    expect(shown?.details?.again).toMatchObject({
      command:
        'npx halfopen run bouncer/app-behind-a-pool --plane netns --clock virtual --seed 1 --starts-at 2026-03-29T00:59:00.000Z',
      programs: [
        ['db', "node 'a b.js' '{port}'"],
        ['pool', "node 'a b.js' '{port}'"],
        ['app', "node 'a b.js' '{port}'"],
      ].map(([name]) => [name, expect.stringContaining("node 'a b.js' '{port}'")]),
      versions: 'halfopen 0.0.0-fixture, Node 24.1.0, kernel 6.12.3 (250 Hz) in a guest, on Linux 6.1 x64',
      pcap: { name: 'a b.pcap', href: './a%20b.pcap' },
    })
  })

  test('says what was cut short, and its lane is blind from there on', () => {
    expect(view.findings.map(([name]) => name)).not.toContain('blind')
    const cuts = [{ by: 'app-app', atMs: 2_500, why: 'lines of output were not kept' }] as const
    expect(viewOf({ ...run, cuts }).findings).toContainEqual([
      'blind',
      'app-app from 2.5 s on: lines of output were not kept',
    ])
    expect(timelineOf({ ...run, cuts }).lanes[0]).toEqual({
      host: 'app',
      of: 'program',
      blind: { fromMs: 2_500, why: 'lines of output were not kept' },
    })
  })
})

describe('hostile text stays text', () => {
  const attack = '</script><img src=x onerror=alert(1)>"\'><svg onload=alert(2)>\u{1b}]0;x\u{7}\0\u{202e}'
  const hostile = hostileRun(attack)
  const attacked: Report = { ...report, tool: { name: 'halfopen', version: attack }, runs: [hostile] }

  test('in every place that a run can say something', () => {
    const words = renderHtml(attacked)
    const bare = withoutScript(words)
    expect(bare.split('&lt;/script&gt;').length).toBeGreaterThan(2)
    expect(bare).not.toMatch(/<img|<svg onload|<script(?! type="text\/plain" data-view="0">)/i)
    expect(viewsIn(words)[0]?.details?.again.pcap?.href).toMatch(/^\.\/javascript:/)
  })

  test('and steers no terminal that the page is printed to, and turns no text around', () => {
    expect(renderHtml(attacked)).not.toMatch(/(?![\t\n\r])[\p{Cc}\p{Bidi_Control}]/u)
  })

  test('and adds no element and no attribute to those of a harmless one', () => {
    const shape = (of: Report) => {
      const [before = '', after = ''] = pageText(of).split(/<style>.*<\/style>/s)
      const { tags } = readMarkup(before.replace('<!doctype html>', '') + after)
      return tags.map(({ name, attributes }) => `${name} ${[...attributes.keys()].join(' ')}`)
    }
    const harmless: Report = JSON.parse(
      JSON.stringify(attacked).replaceAll(JSON.stringify(attack).slice(1, -1), 'mild'),
    )
    expect(shape(attacked)).toEqual(shape(harmless))
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
      { length: 2_000 },
      () => ({ atMs: 1, host: 'client', stream: 'stderr', text: 'x' }) as const,
    )
    expect(viewOf({ ...base, lines }).details?.log.left).toEqual([
      '1,000 lines of output are left out here; report.json has them',
    ])
  })
})
