// docs/pictures/: what people look at, as the browser of this machine shows it, anew from today's sources. `npm run pictures`; `-- compare` for some.
// The lab is worked on in a real terminal: what stands on its screen is drawn by a terminal's own code.
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { execa } from 'execa'
import { type BrowserContextOptions, chromium } from 'playwright-core'
import { findProgram } from '../harness/kit/on-path.ts'
import { drawTerminal, workInLab } from './lab-picture.build.ts'
import { smallPng } from './small-png.build.ts'

const root = join(import.meta.dirname, '..')
const folder = join(root, 'docs/pictures')
const made = join(root, 'reports/out/pictures')

/** A page and how it is shown. `tall`: how much of it is seen. Without a page it is the lab's screen. */
interface Picture {
  readonly name: string
  readonly page?: string
  readonly tall?: number
  readonly options?: BrowserContextOptions
  readonly search?: string
}

const dark = { colorScheme: 'dark' } as const
const phone = { isMobile: true, hasTouch: true } as const

const incident = join(made, 'incident/report.html')
const compare = join(made, 'compare/compare.html')
const league = join(root, 'docs/league.html')

const pictures: readonly Picture[] = [
  { name: 'incident-light', page: incident, tall: 860 },
  { name: 'incident-dark', page: incident, tall: 860, options: dark },
  { name: 'incident-phone', page: incident, tall: 1_480, options: phone },
  { name: 'compare-light', page: compare, tall: 1_020 },
  { name: 'compare-dark', page: compare, tall: 1_020, options: dark },
  { name: 'league-light', page: league, tall: 800, search: 'power-off, idle' },
  { name: 'lab' },
]

/** What makes each page; `exits`: all of its codes that are no failure of the command, since the incident is a red one. */
const commands = [
  { page: incident, args: ['run', 'docs/pictures/incident/', '--output', join(made, 'incident')], exits: [1] },
  {
    page: compare,
    args: ['compare', '--within', '1min', '--phases', '4', '--output', join(made, 'compare')],
    exits: [0],
  },
]

/** Small enough for a page of documentation. */
const mostBytes = 130_000

const wanted = process.argv.slice(2)
const chosen = pictures.filter(({ name }) => wanted.length === 0 || wanted.some(word => name.startsWith(word)))
for (const { args, exits, page } of commands) {
  if (!chosen.some(picture => picture.page === page)) continue
  const { exitCode } = await execa('node', ['dist/harness/cli/halfopen.js', ...args], {
    cwd: root,
    reject: false,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  if (!exits.includes(exitCode ?? -1)) throw new Error(`halfopen ${args.join(' ')} ended with ${exitCode}`)
}

const program = ['chromium', 'chromium-browser', 'google-chrome'].map(findProgram).find(path => path !== undefined)
if (program === undefined) throw new Error('needs a browser: chromium and google-chrome are not installed')
await mkdir(folder, { recursive: true })
const browser = await chromium.launch({ executablePath: program, args: ['--no-sandbox'] })
try {
  for (const picture of chosen) await take(picture)
} finally {
  await browser.close()
}

async function take({ name, page: file, tall = 0, options, search }: Picture): Promise<void> {
  const context = await browser.newContext({
    ...options,
    viewport: { width: options?.isMobile ? 390 : 1_280, height: tall || 800 },
  })
  const page = await context.newPage()
  const shown = file === undefined ? await drawTerminal(page, await workInLab(join(made, 'lab'))) : page
  if (file !== undefined) {
    await page.goto(`file://${file}`)
    await page.locator('table').first().waitFor()
    if (file !== league) await page.locator('.plot svg *, .chart svg *').first().waitFor()
    if (search !== undefined) await page.getByRole('searchbox').fill(search)
  }
  const small = smallPng(await shown.screenshot({ animations: 'disabled' }))
  if (small.length > mostBytes) throw new Error(`${name}.png has ${small.length} bytes, and ${mostBytes} is the most`)
  await writeFile(join(folder, `${name}.png`), small)
  process.stdout.write(`docs/pictures/${name}.png ${Math.round(small.length / 1_024)} KiB\n`)
}
