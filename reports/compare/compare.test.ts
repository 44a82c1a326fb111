// Method: an invented comparison, with one of everything that has words of its own, through each rendering whole.
import { expect, test } from 'vitest'
import { parseSettings } from '../../harness/define/settings.ts'
import { parseFaultSpec } from '../../harness/faults/spelling.ts'
import type { CellSummary, Comparison, Measurement, Quality } from '../../harness/model/comparison.ts'
import { sampleComparison } from '../fixtures/sample-comparison.ts'
import { readAgain, unread } from '../fixtures/unread.ts'
import { cellWords } from './cells.ts'
import { renderCompareMarkdown } from './markdown.ts'
import { qualityOfServiceWords } from './notes.ts'
import { renderCompareTable } from './terminal.ts'

const measurement: Measurement = {
  settings: parseSettings('heartbeat=10s/5s'),
  ...parseFaultSpec('power-off'),
  phase: 3,
  offsetMs: 4_750,
  found: { kind: 'detected', afterMs: 16_400, uncertaintyMs: 0, code: 'PING_DEADLINE' },
  predicted: [5_000, 15_000],
  reason: 'a heartbeat every 10 s must be answered within 5 s',
  networkMs: 86_400_000,
  wallMs: 900,
}

const comparison: Comparison = {
  schema: 3,
  tool: { name: 'halfopen', version: '1.0.0' },
  clock: 'virtual',
  kernel: { release: '6.12.0', hz: 250 },
  phases: 2,
  watchMs: 10_800_000,
  withinMs: 60_000,
  settings: [
    {
      settings: parseSettings('off'),
      cells: [
        cell('power-off', { detection: spread({ beyondMs: 10_800_043 }), predicted: 'never' }),
        cell('blip=5s', { quality: quality(0) }),
      ],
      firewalls: { survives: [], forgotten: ['aws-nlb-tcp', 'azure-lb'], closed: [], unknown: ['ipvs'] },
      traffic: { packetsPerHour: 0, bytesPerHour: 0 },
      within: false,
      dominatedBy: parseSettings('keepalive=10/5/3'),
    },
    {
      settings: parseSettings('keepalive=10/5/3'),
      cells: [
        cell('power-off', {
          detection: { ...spread({ ms: 15_600 }), max: { ms: 24_400 } },
          marginMs: 35_600,
          predicted: [15_500, 24_600],
          reason: 'keepalive probes after 10 s of silence and gives up after 3',
        }),
        cell('blip=5s', { quality: quality(0), predicted: 'never' }),
      ],
      firewalls: { survives: ['aws-nlb-tcp', 'azure-lb'], forgotten: [], closed: [], unknown: ['ipvs'] },
      traffic: { packetsPerHour: 696.4, bytesPerHour: 36_192 },
      within: true,
      best: true,
    },
    {
      settings: parseSettings('heartbeat=10s/5s'),
      cells: [
        cell('power-off', { detection: spread({ ms: 16_400 }), predicted: [5_000, 15_000], outside: 1 }),
        cell('blip=5s', {
          n: 1,
          doubts: ['no evidence'],
          quality: quality(1),
          predicted: [5_000, 6_700],
          orNever: true,
        }),
      ],
      firewalls: { survives: ['aws-nlb-tcp', 'azure-lb', 'ipvs'], forgotten: [], closed: [], unknown: [] },
      traffic: { packetsPerHour: 1_080, bytesPerHour: 59_760 },
      within: false,
    },
  ],
  measurements: [
    { ...measurement, outside: true },
    { ...measurement, ...parseFaultSpec('blip=5s'), found: { kind: 'doubt', reason: 'no evidence' } },
  ],
}

test('a table has a line a setting, what was predicted below it, and whatever is odd after it', () => {
  expect(renderCompareTable(comparison, { colour: false, columns: 100, tookMs: 71_000 })).toMatchInlineSnapshot(`
    " settings          power-off      blip=5s               idle         packets/h
                                                            firewalls
     off               > 3 h          survives              dies in 2    0          outside 1 min,
                                                                                    dominated by
                                                                                    keepalive=10/5/3
       predicted       never
     keepalive=10/5/3  15.6 - 24.4 s  survives              survives 2   696        <- best within 1 min
       predicted       15.5 - 24.6 s  never
     heartbeat=10s/5s  16.4 s         false alarm (1        survives 3   1,080      outside 1 min
                                      inconclusive)
       predicted       5.0 - 15.0 s   5.0 - 6.7 s or never
     off: an idle connection dies silently in aws-nlb-tcp, azure-lb
     heartbeat=10s/5s under blip=5s: 1 mistake in 2 soaks of 1 h: T_M 1.31 s (longest 2.0 s)
     dominated: another is as quick under every fault, as seldom mistaken and sends as little, and is
       better in one of these
     outside its window: heartbeat=10s/5s under power-off, phase 3: 16.4 s PING_DEADLINE, predicted
       5.0 - 15.0 s (a heartbeat every 10 s must be answered within 5 s)
     inconclusive: heartbeat=10s/5s under blip=5s, phase 3: no evidence
     2 phases each, 2 measurements, 2 days of network time; 0 of 1 predicted are inside their windows
       (71.0 s here)
    "
  `)
})

test.for([80, 100, 120, 160, 200])('no word and no figure of a table is broken at %i columns', columns => {
  const look = { colour: false, columns }
  const many = sampleComparison()
  const wide = new Set(wordsOf(renderCompareTable(many, { ...look, columns: 1_000 })))
  const text = renderCompareTable(many, look)
  expect(wordsOf(text).filter(word => !wide.has(word) && !listed.includes(word))).toEqual([])
  expect(text).not.toMatch(/\d\n\s*(ms|s|min|h|days?|%)\b/)
  expect(text.split('\n').filter(line => line.length > columns)).toEqual([])
})

test('a comparison that does not fit beside each other has a line a fault below each setting', () => {
  const text = renderCompareTable(sampleComparison(), { colour: false, columns: 80 })
  expect(text.split('\n').slice(0, 10)).toMatchInlineSnapshot(`
    [
      " settings, faults      measured                 predicted",
      " off   outside 1 min",
      "   power-off           > 3 h",
      "   blip=5s             survives",
      "   power-off/busy      > 3 h",
      "   idle-firewall=350s  dies silently",
      "   takeover            > 3 h",
      "   loss=2%             survives",
      "   idle firewalls      dies in 26",
      "   packets/h           0",
    ]
  `)
})

const listed = ['settings', 'faults', 'measured', 'predicted']

/** Where a name is long, it goes on after a slash, a hyphen or a comma. */
function wordsOf(text: string): readonly string[] {
  return text.split(/[\s/,-]+/)
}

test('Markdown has the same, and every figure of every cell', () => {
  expect(renderCompareMarkdown(comparison)).toMatchInlineSnapshot(`
    "## halfopen compare: 2 phases each, 2 measurements, 2 days of network time; 0 of 1 predicted are inside their windows

    - outside its window: heartbeat=10s/5s under power-off, phase 3: 16.4 s PING_DEADLINE, predicted 5.0 - 15.0 s (a heartbeat every 10 s must be answered within 5 s)
    - inconclusive: heartbeat=10s/5s under blip=5s, phase 3: no evidence

    | settings | power-off | blip=5s | packets/h | bytes/h |  |
    | --- | --- | --- | --- | --- | --- |
    | \`off\` | > 3 h | survives | 0 | 0 | outside 1 min, dominated by keepalive=10/5/3 |
    | \`keepalive=10/5/3\` | 15.6 - 24.4 s | survives | 696 | 36,192 | <- best within 1 min |
    | \`heartbeat=10s/5s\` | 16.4 s | false alarm (1 inconclusive) | 1,080 | 59,760 | outside 1 min |

    | settings | fault | n | least | median | p95 | greatest | predicted | margin | decides |
    | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
    | \`off\` | power-off | 2 | > 3 h | > 3 h | > 3 h | > 3 h | never |  |  |
    | \`off\` | blip=5s | 2 | 0 mistakes in 2 soaks of 1 h |  |  |  |  |  |  |
    | \`keepalive=10/5/3\` | power-off | 2 | 15.6 s | 15.6 s | 15.6 s | 24.4 s | 15.5 - 24.6 s | 35.6 s | keepalive probes after 10 s of silence and gives up after 3 |
    | \`keepalive=10/5/3\` | blip=5s | 2 | 0 mistakes in 2 soaks of 1 h |  |  |  | never |  |  |
    | \`heartbeat=10s/5s\` | power-off | 2 | 16.4 s | 16.4 s | 16.4 s | 16.4 s | 5.0 - 15.0 s |  |  |
    | \`heartbeat=10s/5s\` | blip=5s | 1 | 1 mistake in 2 soaks of 1 h: T_M 1.31 s (longest 2.0 s) |  |  |  | 5.0 - 6.7 s or never |  |  |

    | settings | survives | forgotten by | closed by | not known |
    | --- | --- | --- | --- | --- |
    | \`off\` | - | aws-nlb-tcp, azure-lb | - | ipvs |
    | \`keepalive=10/5/3\` | aws-nlb-tcp, azure-lb | - | - | ipvs |
    | \`heartbeat=10s/5s\` | aws-nlb-tcp, azure-lb, ipvs | - | - | - |
    "
  `)
})

test('a setting whose measured phases keep the bound is outside it in another phase', () => {
  const none = { survives: [], forgotten: [], closed: [], unknown: [] }
  const power = (max: number) => cell('power-off', { detection: spread({ ms: max }), marginMs: -600 })
  const marked = (max: number) =>
    renderCompareTable(
      {
        ...comparison,
        settings: [{ settings: {}, cells: [power(max)], firewalls: none, within: false }],
      },
      { colour: false, columns: 100 },
    )
  expect(marked(59_000)).toContain('outside 1 min in another phase')
  expect(marked(60_600)).not.toContain('another phase')
})

test.for<[string, Omit<Partial<CellSummary>, 'fault'> & { fault?: string }]>([
  ['inconclusive', { n: 0, doubts: ['no evidence'] }],
  ['survives', { fault: 'idle-firewall=350s', keptAlive: 2 }],
  ['dies silently', { fault: 'idle-firewall=350s', detection: spread({ beyondMs: 10_800_000 }) }],
  ['60.0 s, survives 1 of 2', { fault: 'idle-firewall=350s', keptAlive: 1, detection: spread({ ms: 60_000 }) }],
  ['4.0 s - > 3 h', { detection: { ...spread({ ms: 4_000 }), max: { beyondMs: 10_800_000 } } }],
  ['90.9 s - 2 min 1 s', { detection: { ...spread({ ms: 90_900 }), max: { ms: 121_000 } } }],
  ['false alarm', { fault: 'blip=5s', quality: quality(2) }],
  ['false alarm in 1 of 2', { fault: 'pause=5s', quality: quality(1) }],
  ['0.5 false alarms/h', { fault: 'loss=2%', quality: weather(1) }],
  ['3 - 5 h', { detection: { ...spread({ ms: 10_800_000 }), max: { ms: 18_000_000 } } }],
  ['> 3 h', { detection: spread({ beyondMs: 10_800_043 }) }],
])('%s', ([words, { fault = 'power-off', ...rest }]) => {
  expect(cellWords(cell(fault, rest))).toBe(words)
})

function cell(fault: string, rest: Omit<Partial<CellSummary>, 'fault'>): CellSummary {
  return { ...parseFaultSpec(fault), n: 2, doubts: [], outside: 0, ...rest }
}

function spread(figure: { ms: number } | { beyondMs: number }): NonNullable<CellSummary['detection']> {
  return { min: figure, median: figure, p95: figure, max: figure }
}

function quality(mistakes: number): Quality {
  const durationMs = { mean: 1_310, longest: 2_000, open: 0 }
  return { soakMs: 7_200_000, soaks: 2, mistakes, ...(mistakes === 0 ? {} : { durationMs }) }
}

/** Where lots are drawn there are rates too. */
function weather(mistakes: number): Quality {
  const rates =
    mistakes === 0
      ? { perHour: { atMost: 1.5 }, recurrenceMs: { atLeast: 2_400_000 }, accuracy: 1 }
      : { perHour: { mean: mistakes / 2 }, recurrenceMs: { mean: 7_200_000 / mistakes }, accuracy: 0.9996 }
  return { ...quality(mistakes), ...rates }
}

test('a rate is told where lots are drawn, and nowhere else', () => {
  expect([quality(0), quality(1), weather(0), weather(1)].map(qualityOfServiceWords)).toEqual([
    '0 mistakes in 2 soaks of 1 h',
    '1 mistake in 2 soaks of 1 h: T_M 1.31 s (longest 2.0 s)',
    '0 mistakes in 2 h, so below 1.5 an hour',
    '1 mistake in 2 h: T_MR 2 h, T_M 1.31 s (longest 2.0 s), P_A 99.96 %',
  ])
})

test.for<[string, (comparison: Comparison) => string]>([
  ['the table', comparison => renderCompareTable(comparison, { colour: false, columns: 100, tookMs: 1_000 })],
  ['Markdown', renderCompareMarkdown],
])('%s shows the same without understanding a word that the product wrote', ([, render]) => {
  expect(readAgain(render(unread(comparison)))).toBe(render(comparison))
})
