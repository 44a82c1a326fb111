// Method: invented measurements of the two surprises; the page has to tell them, and to be the same for the same measurements.
import { expect, test } from 'vitest'
import { parseSettings } from '../harness/define/settings.ts'
import { parseFaultSpec } from '../harness/faults/spelling.ts'
import type { Found, Measured, Measurement } from '../harness/model/comparison.ts'
import { rules } from './keepalive/rules.ts'
import { renderKeepalive } from './keepalive.ts'

const all: readonly Measured[] = [
  {
    clock: 'virtual',
    kernel: { release: '6.12.41', hz: 250 },
    measurements: [
      measurement('keepalive=30/1/10', 'power-off', gone(40_900), [39_900, 42_200]),
      measurement('keepalive=30/1/10', 'power-off', gone(11_000), [10_100, 12_300], 1),
      measurement('keepalive=30/1/10', 'power-off/busy', gone(936_000), [935_000, 940_000]),
      measurement('user-timeout=30s', 'none/zero-window', mistaken(30_300), [30_200, 30_500]),
      { ...measurement('off', 'power-off', { kind: 'censored', watchedMs: 1 }, [0, 0]), predicted: 'never' },
    ],
  },
  {
    clock: 'virtual',
    kernel: { release: '6.12.41', hz: 250 },
    rttMs: 300,
    measurements: [measurement('retries2=3', 'power-off/busy', gone(8_200), [7_900, 8_300])],
  },
  {
    clock: 'real',
    measurements: [{ ...measurement('keepalive=1/1/3', 'power-off', gone(9_000), [4_000, 4_200]), outside: true }],
  },
]

test('each rule has its words, its source and what was measured of it', () => {
  const page = renderKeepalive(all)
  expect(page.match(/^## .*$/gm)).toEqual([
    ...rules.map(({ title }) => `## ${title}`),
    '## Measured outside what was predicted',
  ])
  expect(page).toContain(
    '- In real time outside its window: keepalive=1/1/3 under power-off, phase 0: 9.0 s, predicted 4.0 - 4.2 s',
  )
  expect(page).toContain('Generated from 6 measurements in virtual time on Linux 6.12 and 1 measurement in real time.')
  expect(page.match(/^\| `.*$/gm)).toMatchInlineSnapshot(`
    [
      "| \`off\` | power-off | < 1 ms | virtual | 1 | never | never | 1 of 1 |",
      "| \`keepalive=30/1/10\` | power-off | < 1 ms | virtual | 2 | 11.0 - 40.9 s | 10.1 - 42.2 s | 2 of 2 |",
      "| \`keepalive=1/1/3\` | power-off | < 1 ms | real | 1 | 9.0 s | 4.0 - 4.2 s | 0 of 1 |",
      "| \`keepalive=30/1/10\` | power-off | < 1 ms | virtual | 2 | 11.0 - 40.9 s | 10.1 - 42.2 s | 2 of 2 |",
      "| \`keepalive=30/1/10\` | power-off/busy | < 1 ms | virtual | 1 | 15 min 36 s | 15 min 35 s - 15 min 40 s | 1 of 1 |",
      "| \`user-timeout=30s\` | none/zero-window | < 1 ms | virtual | 1 | 30.3 s | 30.2 - 30.5 s | 1 of 1 |",
      "| \`retries2=3\` | power-off/busy | 300 ms | virtual | 1 | 8.2 s | 7.9 - 8.3 s | 1 of 1 |",
    ]
  `)
})

test('the page is the same for the same measurements', () => {
  expect(renderKeepalive(structuredClone(all))).toBe(renderKeepalive(all))
})

function measurement(
  settings: string,
  fault: string,
  found: Found,
  predicted: readonly [number, number],
  phase = 0,
): Measurement {
  return {
    settings: parseSettings(settings),
    ...parseFaultSpec(fault),
    phase,
    offsetMs: 1_000,
    found,
    predicted,
    networkMs: 1,
    wallMs: 1,
  }
}

function gone(afterMs: number): Found {
  return { kind: 'detected', afterMs, uncertaintyMs: 0 }
}

function mistaken(fromMs: number): Found {
  return { kind: 'soaked', forMs: 600_000, mistakes: [{ fromMs, untilMs: fromMs + 200 }, { fromMs: 400_000 }] }
}
