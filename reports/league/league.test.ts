// Method: a league of two clients, one of which says what would harm a page, rendered in each form.
import { expect, test } from 'vitest'
import type { League, LeagueMeasurement } from '../../harness/model/league.ts'
import { renderLeagueHtml } from './html.ts'
import { renderLeagueMarkdown } from './markdown.ts'
import { scenarioText } from './scenario-text.ts'
import { renderLeagueTerminal } from './terminal.ts'
import { backWords, cellsOf, chanceWords, markedWords, movedWords, toldWords } from './words.ts'

const hostile = '<script>alert(1)</script> | a pipe'
const powerOff = { kind: 'power-off', host: 'server' } as const

function made(more: Partial<LeagueMeasurement>): LeagueMeasurement {
  const told = { kind: 'nothing', watchedMs: 10_800_000 } as const
  return {
    client: 'a',
    variant: 'as it comes',
    fault: powerOff,
    phase: 0,
    offsetMs: 1_300,
    told,
    networkMs: 1,
    wallMs: 1,
    ...more,
  }
}

const lost = (afterMs: number, words = 'its event error: read ETIMEDOUT') =>
  ({ kind: 'lost', afterMs, uncertaintyMs: 0, code: 'ETIMEDOUT', words }) as const
const league: League = {
  schema: 1,
  tool: { name: 'halfopen', version: '0' },
  clients: ['a', 'b'].map(id => ({
    ...{ id, library: `lib ${id}`, version: '1', language: 'Node', server: 'redis', subject: id },
    variants: [{ name: 'as it comes', set: {} }],
  })),
  absent: ['c', 'd'].map(id => ({ id, reason: 'no-such-server is not installed' })),
  measurements: [
    made({ told: lost(16_100), kernel: [15_000, 17_000] }),
    made({ told: lost(40_700), phase: 1 }),
    made({ state: 'data-in-flight', asksEveryMs: 1_000, told: lost(939_000), back: { kind: 'back', afterMs: 421 } }),
    made({ state: 'awaiting-answer', asksEveryMs: 1_000, expected: [5_000, 5_100], differs: 'It asks twice.' }),
    made({ client: 'b', told: lost(5_000, hostile) }),
    made({ client: 'b', fault: { kind: 'none' } }),
  ],
}

test('phases of one fault are one cell, from the quickest to the slowest; what was measured without a fault is none', () => {
  expect(cellsOf(league, 'a', 'as it comes').map(cell => [cell.label, toldWords(cell)])).toEqual([
    ['power-off, idle', '16.1 - 40.7 s'],
    ['power-off, busy', '15 min 39 s'],
    ['power-off, awaiting answer', 'never'],
  ])
  expect(cellsOf(league, 'b', 'as it comes')).toHaveLength(1)
})

test('what was told in one phase and not in another is both', () => {
  const both = [made({ told: lost(5_000) }), made({ phase: 1 })]
  expect(toldWords({ made: both })).toBe('5.0 s, or never')
  expect(toldWords({ made: [made({ told: { kind: 'doubt', reason: 'why' } })] })).toBe('?')
})

test('never is told with for how long where that was less than an hour', () => {
  const nothing = (watchedMs: number) => ({ made: [made({ told: { kind: 'nothing', watchedMs } })] })
  expect([1_800_067, 3_600_043].map(watchedMs => toldWords(nothing(watchedMs)))).toEqual(['never in 30 min', 'never'])
})

test('what two seeds make different is a range, and is marked; what they do not, is not', () => {
  const both = (afterMs: number) => ({
    made: [made({ back: { kind: 'back', afterMs: 1_000 } }), made({ back: { kind: 'back', afterMs }, again: true })],
  })
  const jitter = 'its pauses between connects'
  expect([backWords(both(1_430)), chanceWords(both(1_430), { jitter })]).toEqual([
    'yes, 1.0 - 1.43 s',
    `by chance: ${jitter}`,
  ])
  expect([backWords(both(1_000)), chanceWords(both(1_000), { jitter })]).toEqual(['yes, 1.0 s', ''])
})

test('where a program computed for so long that time moved, that is marked, without the figure, which is another one each time', () => {
  const moved = made({ told: lost(5_000), notRepeatable: 'a program computed, so that time moved by 2568 ms' })
  expect(movedWords({ made: [moved] })).toBe('give or take some ms')
  expect(movedWords({ made: [made({})] })).toBe('')
  const found = { ...league, measurements: [moved] }
  expect(renderLeagueHtml(found)).toContain('5.0 s <small>give or take some ms</small></td>')
  expect(renderLeagueMarkdown(found)).toContain('| 5.0 s, give or take some ms | its event error')
})

const set = { name: 'recommended', set: { timeout: 5 } } as const
const twoWays = (own: readonly LeagueMeasurement[]): League => ({
  ...league,
  clients: league.clients.slice(0, 1).map(client => ({ ...client, variants: [...client.variants, set] })),
  absent: [],
  measurements: [made({ told: lost(5_000) }), made({ phase: 1, told: lost(5_000) }), ...own],
})

test.for<[string, Partial<LeagueMeasurement>, string]>([
  ['told as soon', { told: lost(5_000) }, 'recommended: as it comes'],
  ['told sooner', { told: lost(4_000) }, 'recommended'],
  ['told otherwise', { told: lost(5_000, 'its event error: closed') }, 'recommended'],
  ['and comes back', { told: lost(5_000), back: { kind: 'back', afterMs: 1 } }, 'recommended'],
  ['in doubt', { told: { kind: 'doubt', reason: 'why' } }, 'recommended'],
  ['not measured as it comes', { told: lost(5_000), state: 'data-in-flight' }, 'recommended'],
])('settings that were %s are the client as it comes, or not, in each form', ([, own, name]) => {
  const found = twoWays([made({ variant: 'recommended', ...own })])
  expect(renderLeagueHtml(found)).toContain(`<td>${name} <code>`)
  expect(renderLeagueMarkdown(found)).toContain(`| ${name} | `)
  expect(renderLeagueMarkdown(found)).toContain(`**${name}**: \`{"timeout":5}\``)
  const look = { colour: false, columns: 200, tookMs: 1_000 }
  expect(renderLeagueTerminal(found, look)).toContain(` a (lib a 1), ${name} {"timeout":5}\n`)
})

test('a figure with its marks has each once, and none where there is none', () => {
  const moved = made({ told: lost(5_000), notRepeatable: 'time moved by 9 ms' })
  const jitter = 'its pauses'
  expect(markedWords({ made: [moved] }, {})).toBe('5.0 s (give or take some ms)')
  const drawn = { made: [moved, made({ told: lost(6_000), again: true })] }
  expect(markedWords(drawn, { jitter })).toBe('5.0 - 6.0 s (give or take some ms, by chance: its pauses)')
  expect(markedWords({ made: [made({ told: lost(5_000) })] }, { jitter })).toBe('5.0 s')
})

test('each row has its scenario, in the words of the API, lengths of time in those that it takes', () => {
  const rarely = made({ asksEveryMs: 300_000 })
  const plain = { name: 'as it comes', set: {} } as const
  expect(scenarioText({ id: 'pg', subject: 'pg' }, plain, rarely)).toContain('client: pg.client({ asks: 300000 }),')
  const asking = made({ state: 'awaiting-answer', asksEveryMs: 1_000 })
  expect(
    scenarioText({ id: 'pg-pool', subject: 'pgPool' }, { name: 'recommended', set: { keepAlive: true } }, asking),
  ).toMatchInlineSnapshot(`
    "import { scenarioTest } from 'halfopen'
    import { pgPool } from 'halfopen/subjects'

    scenarioTest('pg-pool recommended: power-off, awaiting answer', {
      server: pgPool.server(),
      client: pgPool.client({ asks: true, set: {"keepAlive":true} }),
      fault: {"kind":"power-off","host":"server"},
      state: 'awaiting-answer',
      bounds: { detectedBy: 'client-app', within: '3h' },
      settleFor: 1300,
      setupWithin: '2min',
      planes: ['netns'],
      clock: 'virtual',
    })"
  `)
})

test('as Markdown it has a line a client, whether it comes back, what differs from the facts, and who is missing', () => {
  const text = renderLeagueMarkdown(league)
  expect(text).toContain('| a (lib a 1) | as it comes | 16.1 - 40.7 s | 15 min 39 s | never |')
  expect(text).toContain('| yes, 0.42 s |')
  expect(text).toContain('5.0 - 5.1 s (differs: It asks twice.)')
  expect(text).toContain('- no-such-server is not installed (not measured: c, d)')
  expect(text).toContain('&#60;script>alert(1)&#60;/script> &#124; a pipe')
})

test('as a page nothing that a program said becomes a part of it, and each column can be sorted', () => {
  const page = renderLeagueHtml(league)
  expect(page).not.toContain('<script>alert')
  expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt; | a pipe')
  expect(page.match(/<button type="button" data-kind="(text|number)">/g)).toHaveLength(9)
  expect(page).toContain('data-sort="939000"')
  expect(page).not.toMatch(/https?:\/\/(?!.*<\/a>)/)
})

test('on a terminal what is missing stands at the end, a line each, with who was not measured for want of it', () => {
  const lines = renderLeagueTerminal(league, { colour: false, columns: 100, tookMs: 1_000 }).trimEnd().split('\n')
  expect(lines.at(-2)).toBe(' no-such-server is not installed (not measured: c, d)')
  expect(lines.at(-1)).toBe(' 2 clients, 6 measurements in 1.0 s; 1 row in doubt or not as expected')
})

test('on a terminal it says which rows are not as expected, and which are in doubt; where none is, nothing of that', () => {
  const look = { colour: false, columns: 200, tookMs: 1_000 }
  const doubt = made({ client: 'b', told: { kind: 'doubt', reason: 'its server was late' } })
  const text = renderLeagueTerminal({ ...league, measurements: [...league.measurements, doubt] }, look)
  expect(text).toContain(' a, as it comes, power-off, awaiting answer: never, expected 5.0 - 5.1 s: It asks twice.')
  expect(text).toContain(' b, as it comes, power-off, idle: in doubt: its server was late')
  expect(text).toContain(' measurements in 1.0 s; 2 rows in doubt or not as expected')
  const plain = renderLeagueTerminal({ ...league, measurements: league.measurements.slice(0, 2) }, look)
  expect(plain).not.toMatch(/expected|doubt/)
})
