// Method: what programs said is in the summary and in the annotations; a reader of Markdown, and of workflow commands, must find nothing of its own in it.
import { describe, expect, test } from 'vitest'
import type { League } from '../harness/model/league.ts'
import { changesSince } from './against/changes.ts'
import { annotationsOf, slowerAnnotations } from './annotations.ts'
import { renderCompareSummary } from './compare/summary.ts'
import { hostileRun } from './fixtures/hostile-run.ts'
import { sampleComparison } from './fixtures/sample-comparison.ts'
import { noticedByHeartbeat } from './fixtures/sample-heartbeat.ts'
import { sampleReport } from './fixtures/sample-report.ts'
import { renderLeagueSummary } from './league/summary.ts'
import { literal } from './markdown/literal.ts'
import { renderMarkdown } from './markdown.ts'

const places = { root: '/work/app', workspace: '/work' }

describe('the summary of a job', () => {
  test('says how it ended, what did not pass with what decides, and a line for each folder', () => {
    const text = renderMarkdown(sampleReport())
    const [head] = text.split('\n')
    expect(head).toMatch(/^## halfopen: \d+ failed, /)
    expect(text).toMatch(/^\| ✗ failed \| <code>.*<\/code> \|/m)
    expect(text).toMatch(/^- expected: /m)
    expect(text).toMatch(/^\| scenarios of \| failed \| inconclusive \| passed \| skipped \| took \|$/m)
    expect(text.endsWith('\n')).toBe(true)
  })

  test('of what all passed is one line and a table', () => {
    const text = renderMarkdown({ ...sampleReport(), runs: [noticedByHeartbeat(1_000, 1_000, 1_000)] })
    expect(text).not.toContain('<details>')
    expect(text.match(/^\|/gm)).toHaveLength(3)
  })

  test('says what became slower since an earlier report', () => {
    const [now, before] = [2_000, 1_000].map(ms => ({ runs: [noticedByHeartbeat(ms, 1_000, 1_000)] }))
    expect(renderMarkdown({ ...sampleReport(), runs: now?.runs ?? [] }, before)).toMatch(
      /^- <code>.*<\/code> .*slower&#58; 2&#46;0 s, 1&#46;0 s before/m,
    )
  })

  test('of thousands that failed is below what a summary takes', () => {
    const failed = sampleReport().runs.filter(({ verdict }) => verdict.status === 'fail')
    const runs = Array.from({ length: 5_000 }, (_, i) => failed.map(run => ({ ...run, scenario: `many/${i}` }))).flat()
    const text = renderMarkdown({ ...sampleReport(), runs })
    expect(text.length).toBeLessThan(300_000)
    expect(text).toMatch(/and \d+ others/)
  })
})

describe('the summary of a comparison', () => {
  const comparison = sampleComparison()

  test('has how it ended, a line a setting, and whatever is odd', () => {
    const text = renderCompareSummary(comparison)
    expect(text).toMatch(/^## halfopen compare: 4 phases each, 144 measurements, /)
    expect(text).toMatch(/^\| settings \| power-off \| blip&#61;5s \| /m)
    expect(text).toMatch(/^\| <code>off<\/code> \| &#62; 3 h \| survives \| .*outside 1 min, dominated by linux \|$/m)
    expect(text).toMatch(/^- inconclusive&#58; .*: the client said nothing before the fault$/m)
    const { settings: _, ...head } = comparison
    const part = { index: 1, count: 2, whole: {}, digest: '', faults: [] }
    expect(renderCompareSummary({ ...head, settings: [], part, measurements: [] })).toMatch(
      /^## halfopen compare, shard 1\/2: [^\n]*\n$/,
    )
  })

  test('of very many is below what a summary takes', () => {
    const many = sampleComparison({ settings: 80, faults: 12, phases: 16 })
    const found = { kind: 'doubt', reason: 'x'.repeat(5_000) } as const
    const text = renderCompareSummary({ ...many, measurements: many.measurements.map(one => ({ ...one, found })) })
    expect(text.length).toBeLessThan(300_000)
    expect(text).toMatch(/^and 30 others$/m)
  })
})

test('the summary of a league has how it ended, a line a client and setting, and what is odd or missing', () => {
  expect(renderLeagueSummary(leagueThatSays('nothing odd'))).toMatchInlineSnapshot()
})

test('hostile text is no mark-up, no HTML, no link, no table and no line of its own in it', () => {
  const attack =
    '</code><img src=x onerror=alert(1)> [a](javascript:b) ![](http://x) `` | ::add-mask::\n::error::x @who #1 ~~'
  expect(literal(attack).replace(/&#\d+;/g, '')).not.toMatch(/[<>[\]`|*_~#@:!.&\n]/)
  expect(literal('&lt;')).toBe('&#38;lt;')
  expect(literal('\u001b[2J\u202e')).toBe('')
  const plain = sampleComparison()
  const doubt = { kind: 'doubt', reason: attack } as const
  const texts = [
    renderMarkdown({ ...sampleReport(), runs: [hostileRun(attack)] }),
    renderCompareSummary({ ...plain, measurements: plain.measurements.map(one => ({ ...one, found: doubt })) }),
    renderLeagueSummary(leagueThatSays(attack)),
  ]
  for (const text of texts) {
    expect(text).toContain('&#91;a&#93;')
    expect(text).not.toMatch(/<(?!\/?(code|details|summary)>)/)
    expect(['\u001b', '\u202e', 'javascript:', '](', '<img'].filter(sign => text.includes(sign))).toEqual([])
  }
})

describe('annotations', () => {
  const [run] = sampleReport().runs.filter(({ verdict }) => verdict.status === 'fail')
  if (!run) throw new Error('the fixture has one that failed')

  test('stand at file and line, as GitHub names files, an error for a failure and a warning for a doubt', () => {
    const at = 'scenarios/a.scenario.ts:12'
    const doubt = { ...run, at, verdict: { status: 'inconclusive', reason: 'no evidence' } } as const
    const lines = annotationsOf({ runs: [{ ...run, at }, doubt] }, places)
      .trimEnd()
      .split('\n')
    expect(lines[0]).toMatch(
      /^::error file=app\/scenarios\/a\.scenario\.ts,line=12,title=failed%3A .*::.*%0Aexpected: /,
    )
    expect(lines[1]).toMatch(
      /^::warning file=app\/scenarios\/a\.scenario\.ts,line=12,title=inconclusive%3A .*no evidence/,
    )
    expect(annotationsOf({ runs: [noticedByHeartbeat(1_000, 1_000, 1_000)] }, places)).toBe('')
  })

  test('of what is slower stand at the claim', () => {
    const [now, before] = [2_000, 1_000].map(ms => ({ runs: [noticedByHeartbeat(ms, 1_000, 1_000)] }))
    const changes = changesSince(now ?? { runs: [] }, before ?? { runs: [] })
    expect(slowerAnnotations(changes, places)).toMatch(/^::error .*title=slower%3A .*::slower: 2\.0 s, 1\.0 s before/)
  })

  test('are one command each, whatever a program said', () => {
    const said = 'x\n::add-mask::y\r\n%0A::error::z'
    const verdict = { status: 'fail', expected: said, actual: said } as const
    const errors = [{ where: 'a,line=1::b', at: 'c:1', message: said }]
    const text = annotationsOf({ runs: [{ ...run, scenario: said, verdict }], errors }, places)
    expect(text.split('\n').filter(line => line !== '')).toHaveLength(2)
    expect(text).toMatch(
      /^::error file=app\/c,line=1,title=a%2Cline=1%3A%3Ab::x%0A::add-mask::y%0D%0A%250A::error::z$/m,
    )
  })
})

/** Of two clients; the second one was told so, not as the facts foretold. */
function leagueThatSays(words: string): League {
  const fault = { kind: 'power-off', host: 'server' } as const
  const one = { variant: 'as it comes', fault, phase: 0, offsetMs: 0, networkMs: 1, wallMs: 1 } as const
  const told = { kind: 'lost', afterMs: 5_000, uncertaintyMs: 0, words } as const
  return {
    schema: 1,
    tool: { name: 'halfopen', version: '1' },
    clients: ['pg', 'psycopg'].map(id => ({
      ...{ id, library: id, version: '1', language: 'Node', server: 'postgres', subject: id },
      variants: [{ name: 'as it comes', set: {} }],
    })),
    absent: [{ id: 'go-redis', reason: words }],
    measurements: [
      { ...one, client: 'pg', told: { kind: 'nothing', watchedMs: 10_800_000 } },
      { ...one, client: 'psycopg', told, expected: 'never', differs: words },
    ],
  }
}
