// The picture of the lab: a session is typed into a real terminal, and what then stands on its screen is drawn, colours and all.
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { openTerminal } from '../harness/cli/fixtures/tmux.ts'

const root = join(import.meta.dirname, '..')
const columns = 112

/** The colours of the dark page. */
const theme = {
  background: '#11151a',
  foreground: '#f2f5f8',
  red: '#ff8d86',
  green: '#66cf8d',
  yellow: '#f0bd5a',
}

/** What is typed, one after the other. */
const session = ['takeover b after=2s', 'next', 'freeze b', 'next', 'heal', 'next'] as const

/** All lines of the terminal, as escape sequences, once everything was done. `output`: where the lab writes. */
export async function workInLab(output: string): Promise<string> {
  const words = [process.execPath, join(root, 'dist/harness/cli/halfopen.js'), 'lab', 'shop', '--output', output]
  await using terminal = await openTerminal(`echo '$ npx halfopen lab shop'; ${words.join(' ')}`, {
    columns,
    cwd: join(root, 'docs/pictures/lab'),
  })
  await terminal.shows(/virtual time: healthy/, patienceMs)
  for (const [i, typed] of session.entries()) {
    await terminal.type(typed, 'Enter')
    // What was done stands above the picture, in the order in which it was typed.
    const done = session.slice(0, i + 1).map(line => `lab> ${RegExp.escape(line)}\n`)
    await terminal.shows(new RegExp(done.join('[^]*')), patienceMs)
  }
  return (await terminal.painted()).trimEnd()
}

const patienceMs = 300_000

/** Draws them in a page by xterm.js, which is what terminals in editors are; what is handed back is its screen. */
export async function drawTerminal(page: Page, painted: string): Promise<Locator> {
  const own = (path: string) => join(root, 'node_modules/@xterm/xterm', path)
  const style = `width:max-content;padding:14px 16px;background:${theme.background}`
  await page.setContent(`<!doctype html><body style="margin:0"><div id="terminal" style="${style}"></div>`)
  await page.addStyleTag({ path: own('css/xterm.css') })
  await page.addScriptTag({ path: own('lib/xterm.js') })
  const lines = painted.split('\n')
  const options = {
    cols: columns,
    rows: lines.length,
    fontFamily: 'monospace',
    fontSize: 13,
    theme,
    cursorInactiveStyle: 'none',
  }
  await page.evaluate(`new Promise(done => {
    const terminal = new Terminal(${JSON.stringify(options)})
    terminal.open(document.getElementById('terminal'))
    terminal.write(${JSON.stringify(lines.join('\r\n'))}, done)
  })`)
  return page.locator('#terminal')
}
