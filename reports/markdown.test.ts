// Method: what programs said is in the summary and in the annotations; a reader of Markdown, and of workflow commands, must find nothing of its own in it.
import { describe, expect, test } from 'vitest'
import { fitting } from '../harness/vitest/actions.ts'
import { changesSince } from './against/changes.ts'
import { annotationsOf, slowerAnnotations } from './annotations.ts'
import { renderCompareMarkdown } from './compare/markdown.ts'
import { sampleComparison } from './fixtures/sample-comparison.ts'
import { noticedByHeartbeat } from './fixtures/sample-heartbeat.ts'
import { sampleLeague } from './fixtures/sample-league.ts'
import { sampleReport } from './fixtures/sample-report.ts'
import { renderLeagueMarkdown } from './league/markdown.ts'
import { renderMarkdown } from './markdown.ts'

const places = { root: '/work/app', workspace: '/work' }

describe('the summary of a job', () => {
  test('says how it ended, what did not pass with what decides, and a line for each folder', () => {
    const text = renderMarkdown(sampleReport())
    const [head] = text.split('\n')
    expect(head).toMatch(/^## halfopen: \d+ failed, /)
    expect(text).toMatch(/^\| ✗ failed \| `.*` \|/m)
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
      /^- `.*` .*slower: 2\.0 s, 1\.0 s before/m,
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

describe('the summary of a comparison and of a league', () => {
  test('says how it ended first, then what is odd, and then each setting', () => {
    const text = renderCompareMarkdown(sampleComparison())
    expect(text).toMatch(/^## halfopen compare: 4 phases each, 144 measurements, .*\n\n- inconclusive: /)
    expect(text).toMatch(/^\| `off` \| > 3 h \| survives \| .*outside 1 min \|$/m)
    const { settings: _, ...head } = sampleComparison()
    const part = { index: 1, count: 2, whole: {}, digest: '', faults: [] }
    expect(renderCompareMarkdown({ ...head, settings: [], part, measurements: [] })).toMatch(
      /^## halfopen compare, shard 1\/2: [^\n]*\n$/,
    )
    expect(renderLeagueMarkdown(sampleLeague('so'))).toMatch(
      /^## halfopen league: 2 clients, 2 measurements; 1 row in doubt or not as expected\n\n- psycopg, as it comes, power-off, idle: 5\.0 s, expected never: so\n/,
    )
  })
})

test('a summary has the lines that there is room for, and says that there are more', () => {
  expect(fitting('a\nb\n', 4)).toBe('a\nb\n')
  const many = `${'| a | row |\n'.repeat(10)}`
  const cut = fitting(many, 100)
  expect(cut).toMatch(/^(\| a \| row \|\n)+\nThe rest is in the reports\.\n\n$/)
  expect([cut.length <= 100, cut.match(/row/g)?.length]).toEqual([true, 5])
  expect(fitting('\u{1f600}\n'.repeat(20), 60)).toBe(`${'\u{1f600}\n'.repeat(6)}\nThe rest is in the reports.\n\n`)
  expect([fitting('a\n', 1), fitting('a\n', -1)]).toEqual(['', ''])
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
