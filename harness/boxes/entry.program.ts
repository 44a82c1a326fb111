// The first program of a box: reads scripts, makes their records side by side, writes them down. It ends when the pipe from its host closes.
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after } from '../kit/clock.ts'
import type { Script } from '../model/scenario.ts'
import { parsePlane, planes } from '../planes/all.ts'
import { record } from '../run/record.ts'
import { insideBox } from './inside.ts'
import { recordsFile, scriptsFile } from './run-folder.ts'

/** Time to write down what was seen, after the host has gone or has had enough. */
const graceMs = 3_000

const [planeName = '', folder = ''] = process.argv.slice(2)
const stop = new AbortController()
process.stdin.resume().on('end', () => {
  stop.abort(new Error('the run was stopped from outside'))
  after(graceMs, () => process.exit(1))
})
const scripts: readonly Script[] = JSON.parse(await readFile(join(folder, scriptsFile), 'utf8'))
const plane = planes[parsePlane(planeName)]
const records = await Promise.all(scripts.map(async script => record(script, plane, stop.signal)))
const box = insideBox()
await writeFile(join(folder, recordsFile), JSON.stringify(records.map(made => (box ? { ...made, box } : made))))
process.exit(0)
