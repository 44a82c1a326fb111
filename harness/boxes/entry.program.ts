// The first program of a box: reads scripts, makes their records side by side, writes them down. It ends when the pipe from its host closes.
import { fstatSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after } from '../kit/clock.ts'
import { reapNothing } from '../kit/reaper.ts'
import type { Script } from '../model/scenario.ts'
import { parsePlane, planes } from '../planes/all.ts'
import { record } from '../runtime/record.ts'
import { recordsFile, scriptsFile } from './run-folder.ts'

/** Time to write down what was seen, after the host has gone or has had enough. */
const graceMs = 3_000

reapNothing()
const [planeName = '', folder = ''] = process.argv.slice(2)
const stop = new AbortController()
// A guest has no pipe from its host: it is ended as a whole.
if (!fstatSync(0).isCharacterDevice()) {
  process.stdin.resume().on('end', () => {
    stop.abort(new Error('the run was stopped from outside'))
    after(graceMs, () => process.exit(1))
  })
}
const scripts: readonly Script[] = JSON.parse(readFileSync(join(folder, scriptsFile), 'utf8'))
const plane = planes[parsePlane(planeName)]
void Promise.all(scripts.map(async script => record(script, plane, stop.signal))).then(records => {
  writeFileSync(join(folder, recordsFile), JSON.stringify(records))
  process.exit(0)
})
