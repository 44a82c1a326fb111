// Method: invented runs that were really judged, at the width of a pipe; what holds at any width and for any text is in terminal.property.test.ts.
import { stripVTControlCharacters } from 'node:util'
import { describe, expect, test } from 'vitest'
import type { BoundResult, Run } from '../harness/model/report.ts'
import { onTerminal } from './fixtures/on-terminal.ts'
import { pageText } from './fixtures/page-text.ts'
import { noticedByHeartbeat } from './fixtures/sample-heartbeat.ts'
import { sampleReport, sampleRun } from './fixtures/sample-report.ts'
import { sampleSystem } from './fixtures/sample-system.ts'
import { renderHtml } from './html.ts'
import { renderJson } from './json.ts'
import { renderJunit } from './junit.ts'
import { renderMarkdown } from './markdown.ts'
import { renderTerminal } from './terminal.ts'

const report = sampleReport()
const pipe = { columns: 100 }

function run(scenario: string): Run {
  const found = report.runs.find(candidate => candidate.scenario === scenario)
  if (!found) throw new Error(`no fixture ${scenario}`)
  return found
}

function passed(result: BoundResult): BoundResult {
  return { ...result, verdict: { status: 'pass' } }
}

describe('a run', () => {
  test('that passed has one line, its mark first, with its stale answers below it', () => {
    const runs = [run('control/process-kill'), run('power-off/cache-reader-no-detector')]
    expect(onTerminal(runs, pipe)).toMatchInlineSnapshot(`
      "   scenario                            noticed   predicted    bound          plane      took
       ✓ control/process-kill                9 ms      0.0 - 0.1 s  within 500 ms  toxiproxy  0.84 s
       ✓ power-off/cache-reader-no-detector  > 3 days  never        silent 3 days  toxiproxy  60.2 s
           259,200 stale answers in 2 days 23 h: this client was not notified

       2 passed; 3 days of network time in 60.2 s
      "
    `)
  })

  test('that failed is told in full: what was expected, what happened, a picture, what to try and where to look', () => {
    expect(onTerminal(run('black-hole/blip-5s-hasty'), pipe)).toMatchInlineSnapshot(`
      "   scenario                  noticed  predicted    bound        plane      took
       ✗ black-hole/blip-5s-hasty  1.61 s   1.0 - 2.1 s  silent 10 s  toxiproxy  11.1 s

       ✗ black-hole/blip-5s-hasty   failed   toxiproxy   11.1 s
           claim     a client with a hasty heartbeat sits out a silence of 5 s
           expected  client-app stays silent for 10.0 s
           actual    gave up after 1.61 s (PING_DEADLINE: no pong within 1000 ms)
           because   a heartbeat every 1 s must be answered within 1 s
           try       nothing is heard for 5.0 s: each detector of this client has to wait longer, and
                     11.0 s is enough for what TCP sends again only after that
           time                |fault        |+2 s         |+4 s        |+6 s         |+8 s         |+10 s
           fault               ████████████████████████████████████ black-hole (toward both, for 5 s)
           bound               ├─ silent 10 s ──────────────────────────────────────────────────────┤
           predicted                  ═════════ 1.0 - 2.1 s
           client       · ·· · ·          ✗ +1.61 s PING_DEADLINE   ↺ +5.42 s recovered
           wire         · ·· ··           ✗ +1.61 s closed           ································
           server       · ·· ··
                     · traffic   ✗ lost   ↺ recovered
           trouble   2 processes had to be killed after SIGTERM
           look      reports/out/report.html#black-hole/blip-5s-hasty

       1 failed; 10.9 s of network time in 11.1 s
      "
    `)
  })

  test('of several hosts shows each of them, its steps, and how each connection was found', () => {
    const failed = { status: 'fail', expected: 'a', actual: 'b' } as const
    expect(onTerminal({ ...sampleSystem(), verdict: failed }, pipe)).toMatchInlineSnapshot(`
      "   scenario                   noticed          predicted      bound             plane          took
       ✗ bouncer/app-behind-a-pool  1.39 s, 2 of 2   15:35 - 16:05  pool-kernel       netns virtual  0.9 s
                                    connections                     within 5 s, each
                                                                    connection (+2)

       ✗ bouncer/app-behind-a-pool   failed   netns virtual   0.9 s
           claim     the app and every connection of the pool notice a database that hears nothing
           expected  a
           actual    b
           note      not predicted: app talks to pool, not to db; pool toward db: data is unacknowledged:
                     tcp_retries2 decides
           note      outside its prediction: pool-kernel noticed 1.39 s, 2 of 2 connections, predicted
                     15:35 - 16:05: data is unacknowledged: tcp_retries2 decides
           time                  |fault              |+2 s               |+4 s              |+6 s
           fault                 █████████████████████ black-hole (toward db, between pool and db), over
           step                            | run promote.sh on pool
           step                                      | heal step 0
           bound                 ├─ pool-kernel within 5 s, each connection ──────┤
           predicted                                                                       15:35 - 16:05 >
           app                  ·              ✗ +1.4 s EOF    ↺ +2.99 s recovered
           pool
           pool kernel      ·        +1.19 s ✗ ✗ +1.39 s ETIMEDOUT
           wire             ·
           db
                       · traffic   ✗ lost   ↺ recovered
           names     pool.test at first pool (TTL 5 s); db.<b>test at first db, spare (TTL 1 min)
           time set  2026-03-29T00:59:00.000Z as its box began
           memory    1,024 MB of its guest
           link      pool: delay 20 ms, MTU 1,400; 64 packets from it and 64 to it passed, 0 lost; round
                     trip pool > db measured 40.2 ms
           kept      what its programs wrote outside of /home/me, /tmp, or in a folder of somebody else
                     there, stays on this machine
           before    db ran initdb -D /run/db/data in 0.85 s
           before    pool ran sh -c "test -w <here>" in 7 ms
           asked     app asked for pool.test A 0.91 s before the fault: 10.0.2.2; 3 times, last 0.49 s
                     after the fault
           asked     app asked for pool.test AAAA 0.9 s before the fault: none by TCP, cut to fit
           asked     pool asked for db.<b>test A 1.41 s after the fault: SERVFAIL, held back 2.0 s
           found     app > pool awaiting answer, quiet for 0.1 s; 2 of pool > db busy, 42 bytes
                     unacknowledged, 1 byte unread, quiet for 3 ms
           look      reports/out/report.html#bouncer/app-behind-a-pool

       1 failed; 8.0 s of network time in 0.9 s
      "
    `)
  })

  test('that is inconclusive has its reason', () => {
    expect(onTerminal(run('frozen-peer/server-never-ready'), pipe)).toMatchInlineSnapshot(`
      "   scenario                        noticed  predicted    bound       plane      took
       ? frozen-peer/server-never-ready  -        0.0 - 2.1 s  within 3 s  toxiproxy  3.83 s

       ? frozen-peer/server-never-ready   inconclusive   toxiproxy   3.83 s
           claim     a client with a read deadline of 2 s notices a frozen server within 3 s
           reason    Cannot start server "cache-server": no line matched /listening/ in time; it said
                     nothing. Check its \`ready\` pattern and its command [E_NOT_READY]
           look      reports/out/report.html#frozen-peer/server-never-ready

       1 inconclusive; 3.65 s of network time in 3.83 s
      "
    `)
  })

  test('that was skipped has the reason in its line, folded under its own beginning', () => {
    const skipped = run('power-off/keepalive-10-5-3')
    const reason = `${'Toxiproxy answers keepalive probes by itself, '.repeat(3)}so that nobody notices`
    const long = { ...skipped, verdict: { status: 'skip', reason } as const }
    expect(onTerminal([skipped, long], pipe)).toMatchInlineSnapshot(`
      "   scenario                    noticed  predicted  bound  plane  took
       - power-off/keepalive-10-5-3  skip: Toxiproxy's own kernel answers keepalive probes
       - power-off/keepalive-10-5-3  skip: Toxiproxy answers keepalive probes by itself, Toxiproxy answers
                                     keepalive probes by itself, Toxiproxy answers keepalive probes by
                                     itself, so that nobody notices

       2 skipped
      "
    `)
  })

  test('says from where on an observer was blind, and why', () => {
    const why = 'its program said more than the 4 MiB that are kept'
    const cut = sampleRun({
      id: 'power-off/chatty',
      claim: 'a chatty client stays silent for 3 s',
      fault: { kind: 'power-off', host: 'server' },
      bounds: [{ expect: 'silence', by: 'client-app', since: 0, forMs: 3_000 }],
      watchedMs: 3_300,
      cuts: [{ by: 'client-app', atMs: 1_846, why }],
    })
    expect(onTerminal(cut)).toMatch(/ \? power-off\/chatty +blind +never/)
    expect(onTerminal(cut)).toContain(`     blind     client-app from 1.85 s on: ${why}\n`)
    const seenEnough = { ...cut, verdict: { status: 'pass' } as const, bounds: cut.bounds.map(passed) }
    expect(onTerminal(seenEnough)).toMatch(/ ✓ power-off\/chatty +> 1\.2 s +never/)
  })

  test('has the command that finds better settings where the kernel noticed too late', () => {
    const late = sampleRun({
      id: 'idle-firewall/aws-nlb-busy',
      claim: 'a request through a load balancer that forgot the connection fails within 30 s',
      fault: { kind: 'idle-firewall', idleMs: 350_000, onNextPacket: 'drop', box: 'aws-nlb-tcp' },
      settings: { keepalive: { idleMs: 7_200_000, intervalMs: 75_000, count: 9 } },
      bounds: [{ expect: 'detection', by: 'client-app', since: 0, withinMs: 30_000 }],
      watchedMs: 8_000_000,
      seen: [[7_900_000, 'client-app', 'lost', 'gone', 'ETIMEDOUT']],
    })
    const tried = (run: Run) => /^ +try +(.*)$/m.exec(onTerminal(run))?.[1]
    const bounds = late.bounds.map(result => ({ ...result, predictedMs: [7_642_000, 7_900_000] as const }))
    expect(tried({ ...late, bounds, state: 'data-in-flight' })).toContain(
      'npx halfopen recommend --within 30s --idle-limit aws-nlb-tcp --busy, or add a heartbeat every 15 s',
    )
    expect(tried({ ...late, bounds })).toContain('npx halfopen recommend --within 30s --idle-limit aws-nlb-tcp, or')
  })

  test('leads to the page and the packets in the folder where they are, each on one line at any width', () => {
    const looked = onTerminal({ ...run('frozen-peer/no-evidence'), pcap: 'a.pcap' }, { columns: 80, output: 'build/r' })
    expect(looked).toContain('look      build/r/report.html#frozen-peer/no-evidence\n     wire      build/r/a.pcap\n')
  })
})

test('the row of a client has its program alone, beside one of its kernel that noticed, and nothing from after the watch', () => {
  const failed = { status: 'fail', expected: 'a', actual: 'b' } as const
  const run = noticedByHeartbeat(2_000, 1_000, 1_000)
  const rowsOf = (...later: Run['observations']) => {
    const text = onTerminal({ ...run, observations: [...run.observations, ...later], verdict: failed }, pipe)
    return text.split('\n').filter(line => /^ +(client|client kernel|server) .*[✗↺]/.test(line))
  }
  const [own = '', more] = rowsOf()
  expect([own, more]).toEqual([
    expect.stringMatching(/^ +client .*✗ \+2\.0 s PING_DEADLINE$|\+2\.0 s PING_DEADLINE ✗/),
    undefined,
  ])
  const told = { by: 'client-kernel', kind: 'lost', code: 'ETIMEDOUT', detail: 'gone' } as const
  const faultMs = run.steps[0]?.byMs ?? 0
  const rows = rowsOf({ ...told, atMs: faultMs + 6_000 })
  expect(rows.map(row => row.trim())).toEqual([
    expect.stringMatching(/^client.*PING_DEADLINE/),
    expect.stringMatching(/^client kernel.*ETIMEDOUT/),
  ])
  expect(rows[0]).not.toContain('ETIMEDOUT')
  expect(rowsOf({ ...told, atMs: run.endedAtMs + 1 })).toEqual([own])
})

describe('a run with a missed prediction', () => {
  const early = noticedByHeartbeat(1_200, 10_000, 5_000)
  const words =
    'outside its prediction: noticed 1.2 s, predicted 5.0 - 15.1 s: a heartbeat every 10 s must be answered within 5 s\n'

  test('says so, also when it passed', () => {
    expect(early.bounds[0]).toMatchObject({ outsidePrediction: true })
    expect(early.verdict.status).toBe('pass')
    expect(onTerminal(early)).toContain(`\n     ${words}`)
    expect(onTerminal(run('power-off/cache-reader-ping-1s'))).not.toContain('outside')
  })

  test('has its own line among so many that the others have none', () => {
    const many = [...copies(run('power-off/cache-reader-ping-1s'), 30), early]
    expect(onTerminal(many)).toContain(`\n     ${words}`)
    expect(onTerminal(many)).toMatch(new RegExp(` ✓ ${early.scenario} +1\\.2 s`))
    expect(onTerminal(many)).not.toMatch(/ping-1s/)
  })
})

describe('of more runs than a screen shows', () => {
  const many = [
    ...copies(run('power-off/cache-reader-ping-1s'), 19),
    ...copies(run('power-off/cache-reader-no-detector'), 2),
    ...copies(run('power-off/keepalive-10-5-3'), 2),
    run('black-hole/blip-5s-patient'),
    run('black-hole/toward-server-tight'),
    run('control/process-kill'),
  ]

  test('there is a line a folder, why others were skipped once, and all of what did not pass', () => {
    const text = onTerminal(many, pipe)
    expect(text.split('\n\n')[0]).toMatchInlineSnapshot(`
      "   scenarios of  ended                     a loss was noticed  took
       ? black-hole    1 inconclusive, 1 passed  2.1 s               14.1 s
       ✓ control       1 passed                  9 ms                0.84 s
       ✓ power-off     21 passed, 2 skipped      1.93 s              2 min 53 s"
    `)
    expect(text.split('\n\n')[1]).toBe(" - 2 skipped: Toxiproxy's own kernel answers keepalive probes")
    expect(text.split('\n\n')[2]).toMatch(/^ \? black-hole\/toward-server-tight {3}inconclusive .*\n {5}claim /)
    expect(text.split('\n\n')).toHaveLength(4)
  })

  test('each has a line where that was asked for', () => {
    expect(onTerminal(many, { verbose: true }).match(/ ✓ /g)).toHaveLength(23)
    expect(onTerminal(many, { verbose: true })).not.toContain('scenarios of')
  })

  test('a screenful is not more', () => {
    expect(onTerminal(many.slice(0, 20))).not.toContain('scenarios of')
  })
})

describe('the summary', () => {
  const summary = (text: string) => text.split('\n\n').at(-1)

  test('stands last, behind the failures, and counts what happened and the time it took', () => {
    const text = renderTerminal(report, { colour: false, columns: 100 })
    expect(text.lastIndexOf('inconclusive   toxiproxy')).toBeLessThan(text.indexOf('failed   toxiproxy'))
    expect(summary(text)).toBe(' 3 failed, 3 inconclusive, 5 passed, 1 skipped; 3 days 2 h of network time in 60.2 s\n')
  })

  test('has what went wrong beside the scenarios right before it', () => {
    const errors = [{ where: 'a.scenario.ts', at: 'a.scenario.ts:3', message: 'no such module' }]
    const text = renderTerminal({ runs: [], errors }, { colour: false, columns: 100 })
    expect(text).toBe(
      ' ✗ a.scenario.ts   error\n     where     a.scenario.ts:3\n     message   no such module\n\n 1 error\n',
    )
  })

  test('says how many passed that were held against nothing in real time, and the page and JUnit say which', () => {
    const [first, ...rest] = report.runs
    if (!first) throw new Error('no runs')
    const words = '1 passed in real time without a control: --control, or control: true, runs it without its faults too'
    const open = { ...report, runs: [{ ...first, controlNotAsked: true } as const, ...rest] }
    expect(summary(onTerminal(open.runs))).toBe(` * ${words}\n${summary(onTerminal(report.runs))}`)
    expect(onTerminal(open.runs).match(/ \* {2}/g), 'and its line has a star').toHaveLength(1)
    expect(pageText(open).split(words), 'on top, and in its section').toHaveLength(3)
    expect(renderHtml(open).match(/ \*<\/b>/g), 'and its cell has the star').toHaveLength(1)
    expect(renderMarkdown(open)).toContain(`${words}: \`${first.scenario}\``)
    expect(JSON.parse(renderJson(open)).runs.map((run: Run) => run.controlNotAsked === true)).toEqual([
      true,
      ...rest.map(() => false),
    ])
    expect(renderJunit(open).split(`<property name="control" value="${words}"/>`)).toHaveLength(2)
    const without = [onTerminal(report.runs), pageText(report), renderJunit(report), renderMarkdown(report)]
    expect(without.join(''), 'a report in which each has one').not.toContain('without a control')
  })

  test('says that nothing ran, never that all is well', () => {
    expect(onTerminal([])).toBe(' nothing ran\n')
  })
})

describe('colour', () => {
  const look = { columns: 100 }

  test('is there when asked for, and changes no word', () => {
    const coloured = renderTerminal(report, { ...look, colour: true })
    expect(coloured).not.toBe(renderTerminal(report, { ...look, colour: false }))
    expect(stripVTControlCharacters(coloured)).toBe(renderTerminal(report, { ...look, colour: false }))
  })

  test('is not there otherwise', () => {
    const words = renderTerminal(report, { ...look, colour: false })
    expect(words).toBe(stripVTControlCharacters(words))
  })
})

function copies(one: Run, count: number): readonly Run[] {
  return Array.from({ length: count }, () => one)
}
