// Method: a comparison's page is opened in a real Chromium and used: pointed at, led through by keys, printed, on a phone, in the dark, without colours.
// Code that is right by itself may not run there, and what a program said may be taken for markup.
import { expect } from 'vitest'
import { renderCompareHtml } from '../../reports/compare/html.ts'
import { sampleComparison } from '../../reports/fixtures/sample-comparison.ts'
import type { Comparison } from '../model/comparison.ts'
import { phone, test, violations } from './fixtures/browser.ts'

const sample = sampleComparison()
const page = renderCompareHtml(sample)

test('is accessible in light, in the dark and on a phone: axe finds nothing serious, and nothing is wider than the screen', async ({
  browser,
}) => {
  for (const options of [{ colorScheme: 'light' }, { colorScheme: 'dark' }, phone] as const) {
    const open = await browser.open(page, options)
    await open.page.locator('.chart svg path').first().waitFor()
    await open.page.locator('.every summary').click()
    expect(await violations(open.page)).toEqual([])
    const wide = 'document.documentElement.scrollWidth - innerWidth'
    expect(await open.page.evaluate(wide)).toBeLessThanOrEqual(0)
    expect(open.said).toEqual([])
    expect(open.asked()).toEqual([])
  }
})

test('tells of a cell that is pointed at, or reached by keys, every figure exactly, and leads to its row', async ({
  browser,
}) => {
  const open = await browser.open(page)
  const cell = open.page.locator('.heat tbody tr').nth(3).locator('a').first()
  await cell.hover()
  expect(await open.page.getByRole('tooltip').textContent()).toContain('greatest: 720,375.625 ms')
  await open.page.keyboard.press('Escape')
  expect(await open.page.getByRole('tooltip').isVisible()).toBe(false)
  await cell.focus()
  expect(await open.page.getByRole('tooltip').textContent()).toContain('0: 720,000.250 ms ETIMEDOUT; 1: 720,125.375 ms')
  await open.page.keyboard.press('Enter')
  await expect.poll(() => open.page.evaluate('document.activeElement.id')).toBe('c4-1')
  expect(await open.page.locator('#c4-1').isVisible()).toBe(true)
})

test('draws both pictures, leads from setting to setting by keys, and shows another fault where it is chosen', async ({
  browser,
}) => {
  const open = await browser.open(page)
  const chart = open.page.getByRole('group', { name: /against traffic/ })
  await chart.focus()
  const visited: (string | null)[] = []
  for (let n = 0; n < 2; n++) {
    await open.page.keyboard.press('ArrowRight')
    visited.push(await chart.locator('output').textContent())
  }
  expect(visited).toMatchInlineSnapshot(`
    [
      "5 keepalive=10/5/3,user-timeout=25s: T_D 14,497.272 ms, 278.4 packets per hour, false alarms, on the front",
      "6 heartbeat=1s/500ms: T_D 277,302.702 ms, 435 packets per hour, false alarms, dominated by 5",
    ]
  `)
  await open.page.keyboard.press('Enter')
  await expect.poll(() => open.page.evaluate('document.activeElement.id')).toMatch(/^s\d$/)
  const words = open.page.locator('figure[data-side=traffic] .words')
  const before = await words.textContent()
  await open.page.getByLabel('Detection under').selectOption('power-off')
  expect(await words.textContent()).not.toBe(before)
  expect(open.said).toEqual([])
})

test('without colours every mark is drawn, on paper nothing is cut, and without a script all words are there', async ({
  browser,
}) => {
  const open = await browser.open(page, { forcedColors: 'active' })
  await open.page.locator('.chart svg path').first().waitFor()
  expect(await open.page.evaluate(hiddenMarks)).toEqual([])
  await open.page.evaluate("dispatchEvent(new Event('beforeprint'))")
  const box = await open.page.locator('.chart svg').first().getAttribute('viewBox')
  expect(Number(box?.split(' ')[2])).toBeLessThan(620)
  expect((await open.page.pdf()).length).toBeGreaterThan(10_000)
  const bare = await browser.open(page, { javaScriptEnabled: false })
  expect(await bare.page.locator('.heat tbody tr').count()).toBe(sample.settings.length)
  expect(await bare.page.locator('.words').first().textContent()).toContain('On the front')
})

test('has any size: 40 settings x 12 faults x 16 phases are below 1 MB and a few screens high, one setting and none a page as well', async ({
  browser,
}) => {
  const text = renderCompareHtml(sampleComparison({ settings: 40, faults: 12, phases: 16 }))
  expect(text.length).toBeLessThan(1e6)
  const large = await browser.open(text)
  await large.page.locator('.chart svg path').first().waitFor()
  expect(await large.page.locator('.heat td a').count()).toBe(480)
  expect(await large.page.evaluate('document.documentElement.scrollHeight')).toBeLessThan(6_000)
  expect(large.said).toEqual([])
  for (const [settings, words] of [
    [1, '1 off'],
    [0, 'Nothing was measured.'],
  ] as const) {
    const open = await browser.open(renderCompareHtml(sampleComparison({ settings, faults: settings, phases: 1 })))
    expect(await open.page.locator('main').textContent()).toContain(words)
    expect(open.said).toEqual([])
  }
})

test('whatever programs say is text: no element, no dialog, no request, no other direction', async ({ browser }) => {
  const attack = '</script><img src=http://127.0.0.1:9/x onerror=alert(1)><svg onload=alert(2)>\u{1b}[31m\0\u{202e}'
  const hostile: Comparison = {
    ...sample,
    tool: { name: 'halfopen', version: attack },
    kernel: { release: attack },
    settings: sample.settings.map(row => ({
      ...row,
      cells: row.cells.map(cell => ({ ...cell, reason: attack, doubts: [attack] })),
    })),
    measurements: sample.measurements.map((one, at) => ({
      ...one,
      found:
        at % 2 ? { kind: 'doubt', reason: attack } : { kind: 'detected', afterMs: 1, uncertaintyMs: 0, code: attack },
    })),
  }
  const open = await browser.open(renderCompareHtml(hostile))
  await open.page.locator('.heat a').first().hover()
  expect(await open.page.locator('img, [onload], [onerror]').count()).toBe(0)
  const shown = await open.page.evaluate('document.body.innerText')
  expect(shown).not.toMatch(/(?![\t\n\r])[\p{Cc}\p{Bidi_Control}]/u)
  expect(open.said).toEqual([])
  expect(open.asked()).toEqual([])
})

/** Marks of which neither line nor area stands out from the ground. */
const hiddenMarks = `(() => {
  const ground = getComputedStyle(document.body).backgroundColor
  const isHidden = ({ fill, stroke }) => [fill, stroke].every(paint => paint === 'none' || paint === ground)
  return [...document.querySelectorAll('.chart :is(.front, .dominated)')].filter(one => isHidden(getComputedStyle(one)))
})()`
