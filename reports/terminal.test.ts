import { stripVTControlCharacters } from 'node:util'
import { describe, expect, test } from 'vitest'
import type { BoundResult, Run } from '../harness/model/report.ts'
import { pageText } from './fixtures/page-text.ts'
import { noticedByHeartbeat } from './fixtures/sample-heartbeat.ts'
import { sampleReport, sampleRun } from './fixtures/sample-report.ts'

import { renderJunit } from './junit.ts'
import { renderHead, renderRun, renderSummary, renderTerminal } from './terminal.ts'

const plain = { colour: false }
const report = sampleReport()

function run(scenario: string): Run {
  const found = report.runs.find(candidate => candidate.scenario === scenario)
  if (!found) throw new Error(`no fixture ${scenario}`)
  return found
}

function passed(result: BoundResult): BoundResult {
  return { ...result, verdict: { status: 'pass' } }
}

describe('a run is told', () => {
  test('in one line when it passed', () => {
    expect(renderHead(plain) + renderRun(run('control/process-kill'), plain)).toMatchInlineSnapshot(`
      " plane     clock   scenario                                          noticed    predicted        bound              
       toxiproxy real    control/process-kill                              9 ms       0.0 - 0.1 s      within 500 ms     pass         0.84 s
      "
    `)
  })

  test('with its stale answers, and that nobody told', () => {
    expect(renderRun(run('power-off/cache-reader-no-detector'), plain)).toMatchInlineSnapshot(`
      " toxiproxy real    power-off/cache-reader-no-detector                never      never            silent 3 days     pass         60.2 s
                  259,200 stale answers in 2 days 23 h: nothing told this client
      "
    `)
  })

  test('with what was expected, what happened, what to try and where to look when it failed', () => {
    expect(renderRun(run('black-hole/blip-5s-hasty'), plain)).toMatchInlineSnapshot(`
      " toxiproxy real    black-hole/blip-5s-hasty                          1.61 s     1.0 - 2.1 s      silent 10 s       FAIL         11.1 s
         claim     a client with a hasty heartbeat sits out a silence of 5 s
         expected  client-app stays silent for 10.0 s
         actual    gave up after 1.61 s (PING_DEADLINE: no pong within 1000 ms)
         because   a heartbeat every 1 s must be answered within 1 s
         try       nothing is heard for 5.0 s: each detector of this client has to wait longer, with room for what TCP sends again only after that
         trouble   2 processes had to be killed after SIGTERM
         look      reports/out/report.html#black-hole/blip-5s-hasty
      "
    `)
  })

  test('with from where on an observer was blind, and why', () => {
    const why = 'its program said more than the 4 MiB that are kept'
    const cut = sampleRun({
      id: 'power-off/chatty',
      claim: 'a chatty client stays silent for 3 s',
      fault: { kind: 'power-off', host: 'server' },
      bounds: [{ expect: 'silence', by: 'client-app', since: 0, forMs: 3_000 }],
      watchedMs: 3_300,
      cuts: [{ by: 'client-app', atMs: 1_846, why }],
    })
    expect(renderRun(cut, plain)).toMatchInlineSnapshot(`
      " toxiproxy real    power-off/chatty                                  blind      never            silent 3 s        inconclusive 4.13 s
         claim     a chatty client stays silent for 3 s
         reason    watched for 1.2 s only, not 3.0 s and 0.25 s of tolerance; blind from there on: its program said more than the 4 MiB that are kept
         blind     client-app from 1.85 s on: its program said more than the 4 MiB that are kept
         look      reports/out/report.html#power-off/chatty
      "
    `)
    const seenEnough = { ...cut, verdict: { status: 'pass' } as const, bounds: cut.bounds.map(passed) }
    expect(renderRun(seenEnough, plain)).toContain('never')
  })

  test('with the command that finds better settings where the kernel noticed too late', () => {
    const late = sampleRun({
      id: 'idle-firewall/aws-nlb-busy',
      claim: 'a request through a load balancer that forgot the connection fails within 30 s',
      fault: { kind: 'idle-firewall', idleMs: 350_000, onNextPacket: 'drop', box: 'aws-nlb-tcp' },
      settings: { keepalive: { idleMs: 7_200_000, intervalMs: 75_000, count: 9 } },
      bounds: [{ expect: 'detection', by: 'client-app', since: 0, withinMs: 30_000 }],
      watchedMs: 8_000_000,
      seen: [[7_900_000, 'client-app', 'lost', 'gone', 'ETIMEDOUT']],
    })
    const tried = (run: Run) => /^ +try +(.*)$/m.exec(renderRun(run, plain))?.[1]
    const bounds = late.bounds.map(result => ({ ...result, predictedMs: [7_642_000, 7_900_000] as const }))
    expect(tried({ ...late, bounds, state: 'data-in-flight' })).toContain(
      'halfopen recommend --within 30s --idle-limit aws-nlb-tcp --busy, or add a heartbeat every 15 s',
    )
    expect(tried({ ...late, bounds })).toContain('halfopen recommend --within 30s --idle-limit aws-nlb-tcp, or')
  })

  test('with the reason when it is inconclusive', () => {
    expect(renderRun(run('frozen-peer/no-evidence'), plain)).toMatchInlineSnapshot(`
      " toxiproxy real    frozen-peer/no-evidence                           -          1.0 - 2.1 s      within 3 s        inconclusive 4.13 s
         claim     a client that pings every second notices a frozen server within 3 s
         reason    nothing shows that frozen-peer bit
         look      reports/out/report.html#frozen-peer/no-evidence
      "
    `)
  })

  test('with the reason in its line when it was skipped', () => {
    expect(renderRun(run('power-off/keepalive-10-5-3'), plain)).toMatchInlineSnapshot(`
      " toxiproxy real    power-off/keepalive-10-5-3                        skip       Toxiproxy's own kernel answers keepalive probes
      "
    `)
  })

  test('with what lies outside its prediction, also when it passed', () => {
    const early = noticedByHeartbeat(1_200, 10_000, 5_000)
    expect(early.bounds[0]).toMatchObject({ outsidePrediction: true })
    expect(renderRun(early, plain)).toContain(
      '\n            outside its prediction: noticed 1.2 s, predicted 5.0 - 15.1 s: a heartbeat every 10 s must be answered within 5 s\n',
    )
    expect(renderRun(run('power-off/cache-reader-ping-1s'), plain)).not.toContain('outside')
  })

  test('with the folder of its page where that is another', () => {
    const words = renderRun({ ...run('frozen-peer/no-evidence'), pcap: 'a.pcap' }, { ...plain, output: 'build/r' })
    expect(words).toContain('look      build/r/report.html#frozen-peer/no-evidence   wire: build/r/a.pcap\n')
  })
})

test('a whole report is its head, its runs and its summary, as they would have come one by one', () => {
  const lines = [renderHead(plain), ...report.runs.map(each => renderRun(each, plain)), renderSummary(report, plain)]
  expect(renderTerminal(report, plain)).toBe(lines.join(''))
})

describe('the summary', () => {
  test('counts what happened, the loudest first, and the time it took', () => {
    expect(renderSummary(report, plain)).toBe(
      ' 3 failed, 3 inconclusive, 5 passed, 1 skipped; 3 days 2 h of network time in 60.2 s\n',
    )
  })

  test('says how many passed that were held against nothing in real time, and the page and JUnit say which', () => {
    const [first, ...rest] = report.runs
    if (!first) throw new Error('no runs')
    const words = '1 passed in real time without a control: --control, or control: true, runs it without its faults too'
    const open = { ...report, runs: [{ ...first, controlNotAsked: true } as const, ...rest] }
    expect(renderSummary(open, plain)).toBe(` ${words}\n${renderSummary(report, plain)}`)
    expect(pageText(open).split(words), 'on top, and in its section').toHaveLength(3)
    expect(renderJunit(open).split(`<property name="control" value="${words}"/>`)).toHaveLength(2)
    const without = [renderTerminal(report, plain), pageText(report), renderJunit(report)]
    expect(without.join(''), 'a report in which each has one').not.toContain('without a control')
  })

  test('says that nothing ran, never that all is well', () => {
    expect(renderSummary({ runs: [] }, plain)).toBe(' nothing ran\n')
  })
})

describe('colour', () => {
  test('is there when asked for, and changes no word', () => {
    const coloured = renderTerminal(report, { colour: true })
    expect(coloured).not.toBe(renderTerminal(report, plain))
    expect(stripVTControlCharacters(coloured)).toBe(renderTerminal(report, plain))
  })

  test('is not there otherwise', () => {
    const words = renderTerminal(report, plain)
    expect(words).toBe(stripVTControlCharacters(words))
  })
})

test('what a program said cannot steer the terminal', () => {
  const hostile = sampleRun({
    id: 'black-hole/hostile\u001b[2J',
    claim: 'first\nsecond\u0007',
    fault: { kind: 'black-hole', toward: 'both' },
    bounds: [{ expect: 'silence', by: 'client-app', since: 0, forMs: 1_000 }],
    seen: [[100, 'client-app', 'lost', '\u001b]0;title\u0007 \r gone', 'E\u001b[31m']],
  })
  const words = renderRun(hostile, plain)
  expect(words.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u)
  expect(words.split('\n')).toHaveLength(8)
})
