// Method: the page that the built command line writes is opened in a real Chromium and used: clicked, typed at, zoomed, printed. Code that is right by
// itself may not run there: a policy may stop it, a style hide it, a script take what a program said for markup.

import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { hostileRun } from '../../reports/fixtures/hostile-run.ts'
import { largeCount, largeReport } from '../../reports/fixtures/sample-large.ts'
import { sampleReport } from '../../reports/fixtures/sample-report.ts'
import { sampleSystem } from '../../reports/fixtures/sample-system.ts'
import { renderJson } from '../../reports/json.ts'
import type { Report, Run } from '../model/report.ts'
import { phone, test, violations } from './fixtures/browser.ts'
import { runCli } from './fixtures/cli.ts'

const packets = (['syn', 'probe', 'retransmission', 'reset'] as const).map((kind, n) => {
  return { atMs: 1_200.125 + n * 300, from: 'pool', to: 'db', kind, connection: 2, flags: 'ACK', seq: n, ack: 1 }
})
const bare = sampleSystem()
const hosts = bare.hosts.map(host => ({ ...host, command: ['node', `${host.name}.js`] }))
const system: Run = { ...bare, hosts, packets, pcap: 'system.pcap', at: 'bouncer.scenario.ts:3' }
const sample: Report = { ...sampleReport(), runs: [...sampleReport().runs, system] }

describe('a page', () => {
  test('is usable: the worst run is open, nothing is written to the console, and nothing is asked for', async ({
    browser,
  }) => {
    const open = await browser.open(await samplePage())
    await open.page.locator('.run .plot').waitFor()
    expect(await open.page.locator('.run h2 .badge').textContent()).toContain('fail')
    await open.page.getByRole('link', { name: 'app-behind-a-pool' }).click()
    await open.page.locator('.run', { hasText: 'bouncer/app-behind-a-pool' }).locator('.plot path.probe').waitFor()
    expect(open.said).toEqual([])
    expect(open.asked()).toEqual([])
  })

  test('has the notices of what its script was made of', async () => {
    const [, notice = ''] = /\/\*! [^\n]*d3-zoom[^\n]*:\n(.*?)\*\//s.exec(await samplePage()) ?? []
    expect(notice).toMatch(/^Copyright .* Mike Bostock\n[\s\S]*\sand this permission notice appear in all copies/)
  })

  test.for([
    ['light', { colorScheme: 'light' }],
    ['dark', { colorScheme: 'dark' }],
    ['on a phone', phone],
  ] as const)('is accessible, %s: axe finds nothing serious', async ([, options], { browser }) => {
    const open = await browser.open(await samplePage(), { ...options, hash: 'bouncer/app-behind-a-pool' })
    await open.page.locator('.run .plot').waitFor()
    expect(await violations(open.page)).toEqual([])
  })

  test('that were not would be seen', async ({ browser }) => {
    const open = await browser.open('<!doctype html><html lang="en"><title>x</title><button></button>')
    expect(await violations(open.page)).toEqual(['button-name: <button></button>'])
  })

  test('fits a phone: nothing of it is wider than the screen', async ({ browser }) => {
    const open = await browser.open(await samplePage(), { ...phone, hash: 'bouncer/app-behind-a-pool' })
    await open.page.locator('.run .plot').waitFor()
    expect(await open.page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(phone.viewport.width)
  })

  test('without a script is its matrix', async ({ browser }) => {
    const open = await browser.open(await samplePage(), { javaScriptEnabled: false })
    expect(await open.page.locator('.matrix .cell').count()).toBe(sample.runs.length)
    expect(await open.page.locator('form.controls').isVisible()).toBe(false)
  })

  test('on paper has its pictures within the paper, and on the screen again in their old width', async ({
    browser,
  }) => {
    const open = await browser.open(await samplePage(), { hash: 'bouncer/app-behind-a-pool' })
    await open.page.locator('.run .plot').waitFor()
    const width = () =>
      open.page.locator('.run .plot svg').evaluate(svg => Number(svg.getAttribute('viewBox')?.split(' ')[2]))
    const before = await width()
    await open.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(await width()).toBeLessThan(620)
    await open.page.evaluate("dispatchEvent(new Event('afterprint'))")
    await expect.poll(width).toBe(before)
    expect((await open.page.pdf()).length).toBeGreaterThan(10_000)
  })

  test('on paper has the time of each row, and no button that nobody can press', async ({ browser }) => {
    const open = await browser.open(await samplePage(), { hash: 'bouncer/app-behind-a-pool' })
    await open.page.locator('.run .plot').waitFor()
    await open.page.emulateMedia({ media: 'print' })
    expect(await open.page.locator('.log tbody').getByText('-905.000').isVisible()).toBe(true)
    expect(await open.page.locator('.tools, .run h2 button, .command button').filter({ visible: true }).count()).toBe(0)
  })

  test('on a phone has the heads of its tables, beside each other', async ({ browser }) => {
    const open = await browser.open(await samplePage(), { ...phone, hash: 'bouncer/app-behind-a-pool' })
    const heads = open.page.locator('.run .tables').first().locator('th')
    await heads.first().waitFor()
    const places = await Promise.all((await heads.all()).map(async head => (await head.boundingBox())?.y))
    expect(places.length).toBe(4)
    expect(new Set(places).size).toBe(1)
  })

  test('without colours still draws each sign', async ({ browser }) => {
    const open = await browser.open(await samplePage(), {
      forcedColors: 'active',
      hash: 'bouncer/app-behind-a-pool',
    })
    await open.page.locator('.run .plot').waitFor()
    const hidden = await open.page.evaluate<readonly string[]>(hiddenSigns)
    expect(hidden).toEqual([])
  })
})

test('a run has all of its evidence: bands, windows, signs, what its socket said, its command, its place, its versions and its packets', async ({
  browser,
}) => {
  const { page } = await browser.open(await samplePage(), { hash: 'bouncer/app-behind-a-pool' })
  const run = page.locator('.run', { hasText: 'bouncer/app-behind-a-pool' })
  await run.locator('.plot').waitFor()
  for (const look of ['fault', 'fault-head', 'heal', 'moment', 'bound', 'loss', 'recovered', 'probe', 'reset'])
    expect(await run.locator(`.plot .${look}`).count(), look).toBeGreaterThan(0)
  const sections = await run.locator('h3').allTextContents()
  expect(sections).toEqual(['What happened', 'How we know', 'What the sockets said', 'Run it again'])
  expect(await run.locator('.sockets tbody tr').nth(1).textContent()).toMatch(
    /^2: pool > db\u{2212}890\.000 ms.*black-hole: .*12 bytes unacknowledged.*ETIMEDOUT/u,
  )
  expect(await run.locator('.command pre').textContent()).toMatch(
    /^npx halfopen run bouncer\/app-behind-a-pool --plane netns --clock \w+/,
  )
  const facts = await run.locator('dl').last().textContent()
  for (const name of ['scenario at', 'db runs', 'pool runs', 'app runs', 'versions']) expect(facts).toContain(name)
  expect(await run.getByRole('link', { name: 'system.pcap' }).getAttribute('href')).toBe('./system.pcap')
  const [packet] = await run.locator('.log tr.packet, .log tr', { hasText: 'retransmission' }).allTextContents()
  expect(packet).toContain('ACK, seq 2, ack 1, connection 2')
  const heads = await page.locator('.matrix thead th').allTextContents()
  expect(heads.slice(0, 3)).toEqual(['scenario', 'fault', 'clients set to'])
  for (const place of new Set(sample.runs.map(({ plane }) => plane)))
    expect(
      heads.some(head => head.startsWith(place)),
      place,
    ).toBe(true)
  const timed = sample.runs.find(({ bounds }) => bounds.some(({ predictedMs }) => Array.isArray(predictedMs)))
  await page.locator(`.matrix a.cell[href="#${timed?.scenario}"]`).click()
  await page.locator('.run .plot rect.window').first().waitFor()
})

describe('the matrix', () => {
  test('is searched by words, chosen by status, and grouped by faults', async ({ browser }) => {
    const open = await browser.open(await samplePage())
    const { page } = open
    const shown = () => page.locator('tr.scenario:visible').count()
    const all = await shown()
    await page.keyboard.press('/')
    await page.keyboard.type('FROZEN evidence')
    await expect.poll(shown).toBe(1)
    await page.keyboard.press('Control+a')
    await page.keyboard.press('Delete')
    await page.getByLabel(/failed/).check()
    expect(await shown()).toBe(sample.runs.filter(({ verdict }) => verdict.status === 'fail').length)
    expect(await page.locator('form.controls output').textContent()).toMatch(/^\d+ of \d+ scenarios$/)
    await page.getByLabel(/failed/).uncheck()
    await page.getByLabel('Group by').selectOption('fault')
    expect(await shown()).toBe(all)
    expect(await page.locator('.folder bdi').allTextContents()).toContain('frozen-peer')
    expect(open.said).toEqual([])
  })

  test('has a column for what has changed, and shows that alone', async ({ browser }) => {
    const [first, ...rest] = sample.runs
    if (!first) throw new Error('the fixture has runs')
    const open = await browser.open(await pageOf(sample, { ...sample, runs: rest }))
    await open.page.getByLabel('1 new').check()
    expect(await open.page.locator('tr.scenario:visible').count()).toBe(1)
    expect(await open.page.locator('tr.scenario:visible .since').textContent()).toContain('new')
  })
})

describe('a timeline', () => {
  test('is zoomed over more than six orders of magnitude, and tells exact times all the way', async ({ browser }) => {
    const days: Run = { ...system, endedAtMs: 3 * 86_400_000 }
    const open = await browser.open(await pageOf({ ...sample, runs: [days] }))
    const { page } = open
    await page.locator('.run .plot').waitFor()
    await page.getByRole('button', { name: 'whole run' }).click()
    await page.locator('.run .plot').focus()
    for (let n = 0; n < 3; n++) await page.keyboard.press('ArrowRight')
    const said = await page.locator('.plot output').textContent()
    for (let n = 0; n < 32; n++) await page.keyboard.press('+')
    expect(await page.locator('.tools .span').textContent()).toMatch(/^shown: 0\.\d+ ms$/)
    expect(said).toMatch(/^\+\d[\d,]*\.\d{3} ms after the fault, pool > db: /)
    expect(await page.locator('.tip b').textContent()).toBe(said?.split(', pool')[0])
    expect(open.said).toEqual([])
  })

  test('tells what is pointed at, to the microsecond, and is zoomed by Ctrl and the wheel there, and not by the wheel alone', async ({
    browser,
  }) => {
    const open = await browser.open(await pageOf({ ...sample, runs: [system] }))
    const { page } = open
    const span = () => page.locator('.tools .span').textContent()
    const sign = page.locator('.plot circle.loss').first()
    await sign.hover({ force: true })
    expect(await page.locator('.plot .tip').textContent()).toMatch(/^\+[\d,]+\.\d{3} ms after the faultapp: /)
    await page.locator('.plot').hover({ position: { x: 3, y: 3 } })
    expect(await page.locator('.plot .tip').textContent()).toMatch(/^\u{2212}1,[\d,]+\.\d{3} msafter the fault$/u)
    await sign.hover({ force: true })
    const before = await span()
    await page.mouse.wheel(0, -200)
    expect(await span()).toBe(before)
    await page.keyboard.down('Control')
    await page.mouse.wheel(0, -200)
    await page.keyboard.up('Control')
    await expect.poll(span).not.toBe(before)
    expect(open.said).toEqual([])
  })

  test('leads by keys from event to event and from there to its row in the list', async ({ browser }) => {
    const open = await browser.open(await pageOf({ ...sample, runs: [system] }))
    const { page } = open
    await page.locator('.run .plot').focus()
    const visited: (string | null)[] = []
    for (let n = 0; n < 7; n++) {
      await page.keyboard.press('ArrowRight')
      visited.push(await page.locator('.plot output').textContent())
    }
    const words = visited.map(text => text?.replace(/^.*?: ([^,]*),.*$/, '$1'))
    expect(words).toEqual([
      'SYN',
      'probe',
      'retransmission',
      'reset',
      'gives up on its peer',
      'gives up on its peer',
      'gives up on its peer',
    ])
    await page.keyboard.press('Enter')
    expect(await page.locator('.log .chosen td').nth(3).textContent()).toBe('gives up on its peer')
    await page.keyboard.press('Escape')
    expect(await page.locator('.tip').isVisible()).toBe(false)
  })

  test('and its list show the same stretch of time', async ({ browser }) => {
    const open = await browser.open(await pageOf({ ...sample, runs: [system] }))
    const { page } = open
    await page.locator('.run .plot').waitFor()
    const rows = () => page.locator('.log tbody tr').count()
    const before = await rows()
    await page.getByRole('button', { name: 'around the fault' }).click()
    await expect.poll(rows).toBeLessThan(before)
    await page.getByRole('button', { name: 'whole run' }).click()
    await page.getByLabel('packets').uncheck()
    await expect.poll(rows).toBeLessThan(before)
    await page.getByLabel('Search what happened').fill('etimedout')
    await expect.poll(rows).toBe(2)
  })
})

test('the report of a record with four statuses, a blind observer, twelve hosts, an error in cleaning up and 100,000 observations is right', async ({
  browser,
}) => {
  const report = largeReport()
  const text = await pageOf(report)
  expect(text.length).toBeLessThan(5e6)
  const open = await browser.open(text, { hash: 'large/twelve-hosts' })
  const { page } = open
  const run = page.locator('.run', { hasText: 'large/twelve-hosts' })
  await run.locator('.plot').waitFor()
  for (const word of ['pass', 'fail', 'inconclusive', 'skip'])
    expect(await page.locator(`.matrix .badge.${word}`).count(), word).toBeGreaterThan(0)
  expect(await run.locator('dl').first().textContent()).toContain('E_CLEANUP')
  expect(await run.locator('dl').first().textContent()).toContain('it saw more than the 10,000 events that are kept')
  const names = await run.locator('.names > span').allTextContents()
  for (const { name } of report.runs[0]?.hosts ?? []) expect(names).toContain(name)
  expect(await run.locator('rect.blind').count()).toBeGreaterThan(0)
  await run.getByRole('button', { name: 'whole run' }).click()
  const rows = largeCount + 2_000 + 9
  await expect
    .poll(() => run.locator('.note').first().textContent())
    .toMatch(
      new RegExp(
        `^\\d[\\d,]* of ${rows.toLocaleString('en')} rows lie in what the timeline shows, 1 to 200 are listed$`,
      ),
    )
  expect(await run.locator('.plot svg *').count()).toBeLessThan(3_000)
  await run.getByLabel('Search what happened').fill('db lost')
  await expect.poll(() => run.locator('.log tbody tr').count()).toBe(9)
  expect(await run.locator('.log tbody tr').nth(2).textContent()).toContain('+1,394.250')
  expect(await run.locator('.note').last().textContent()).toBe(
    '1,234,567 packets are left out here; the capture has them',
  )
  expect(open.said).toEqual([])
})

test('a page of 500 runs stays below 5 MB, and is a few screens high until something is opened: it unpacks no run before', async ({
  browser,
}) => {
  const runs = Array.from({ length: 500 }, (_, n): Run => {
    const observations = system.observations.concat(
      Array.from({ length: 60 }, (_one, at) => {
        return {
          atMs: 1_000 + at * 97 + n,
          by: 'wire',
          kind: 'traffic',
          detail: `connection ${n}: ${at} packets`,
          connection: 1,
        } as const
      }),
    )
    const many = Array.from(
      { length: 120 },
      (_one, at) => ({ ...packets[at % 4], atMs: 1_000 + at * 61.7 + n }) as (typeof packets)[number],
    )
    return {
      ...system,
      scenario: `folder-${n % 25}/scenario-${n}`,
      observations,
      packets: many,
      replay: Array.from({ length: 40 }, (_one, at) => `ip netns exec host-${at} sysctl -w net.ipv4.x=${n}`),
    }
  })
  const text = await pageOf({ ...sample, runs })
  expect(text.length).toBeLessThan(5e6)
  const open = await browser.open(text, { before: countUnpacked })
  expect(await open.page.locator('tr.scenario').count()).toBe(500)
  expect(await open.page.evaluate('document.documentElement.scrollHeight')).toBeLessThan(4_000)
  expect(await open.page.locator('.run').count()).toBe(0)
  // What a page does before it can be used is what it has: that is bounded, and how long it takes is the machine's.
  const unpacked = () => open.page.evaluate('unpacked')
  expect(await open.page.evaluate('document.querySelectorAll("body *").length')).toBeLessThan(500 * 25)
  expect(await unpacked()).toBe(0)
  await open.page.keyboard.press('/')
  await open.page.keyboard.type('scenario-499')
  await open.page.locator('tr.scenario:visible a').first().click()
  await open.page.locator('.run .plot').waitFor()
  expect(await unpacked()).toBe(1)
  expect(open.said).toEqual([])
  const onPhone = await browser.open(text, phone)
  expect(await onPhone.page.evaluate('document.documentElement.scrollHeight')).toBeLessThan(4_000)
})

test('whatever programs say is text: no element, no dialog, no request, no other direction', async ({ browser }) => {
  const attack = '</script><img src=http://127.0.0.1:9/x onerror=alert(1)><svg onload=alert(2)>\u{1b}[31m\0\u{202e}'
  const hostile = hostileRun(attack)
  const open = await browser.open(await pageOf({ ...sample, runs: [hostile] }))
  const { page } = open
  await page.locator('.run .plot').waitFor()
  expect(await page.locator('img, [onload], [onerror]').count()).toBe(0)
  expect(await page.locator('.log').textContent()).toContain('\u{241b}[31m\u{2400}\u{fffd}')
  expect(await page.locator('.run').textContent()).not.toMatch(/(?![\t\n\r])[\p{Cc}\p{Bidi_Control}]/u)
  expect(open.said).toEqual([])
  expect(open.asked()).toEqual([])
})

/** Made once: most tests look at the same. */
async function samplePage(): Promise<string> {
  made ??= pageOf(sample)
  return await made
}

let made: Promise<string> | undefined

/** Counts the runs whose data are unpacked, before anything else runs. */
const countUnpacked = `
  unpacked = 0
  const Stream = DecompressionStream
  DecompressionStream = class extends Stream { constructor(format) { super(format); unpacked++ } }`

/** What is drawn in the colour of its ground alone; a sign's own cut is to be. */
const hiddenSigns = `(() => {
  const ground = getComputedStyle(document.body).backgroundColor
  const isHidden = ({ fill, stroke }) => [fill, stroke].every(paint => paint === 'none' || paint === ground)
  const drawn = [...document.querySelectorAll('.plot :is(path, circle, rect):not(.cut, .behind)')]
  return drawn.filter(one => isHidden(getComputedStyle(one))).map(one => one.getAttribute('class'))
})()`

/** The page that `halfopen report` writes of a saved report. */
async function pageOf(report: Report, against?: Report): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'halfopen-report-'))
  try {
    const [now, before] = [join(folder, 'now.json'), join(folder, 'before.json')]
    await writeFile(now, renderJson(report))
    if (against) await writeFile(before, renderJson(against))
    const more = against ? ['--against', before] : []
    const { stdout } = await runCli(['report', now, '--format', 'html', ...more])
    return stdout
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
