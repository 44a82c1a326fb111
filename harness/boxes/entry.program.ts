// The first program of a box: reads a script, makes the record, writes it down. It ends when the pipe from its host closes.
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after } from '../kit/clock.ts'
import type { Script } from '../model/scenario.ts'
import { parsePlane, planes } from '../planes/all.ts'
import { record } from '../run/record.ts'
import { recordFile, scriptFile } from './run-folder.ts'

/** Time to write down what was seen, after the host has gone or has had enough. */
const graceMs = 3_000

const [planeName = '', folder = ''] = process.argv.slice(2)
const stop = new AbortController()
process.stdin.resume().on('end', () => {
  stop.abort(new Error('the run was stopped from outside'))
  after(graceMs, () => process.exit(1))
})
const script: Script = JSON.parse(await readFile(join(folder, scriptFile), 'utf8'))
const made = await record(script, planes[parsePlane(planeName)], stop.signal)
await writeFile(join(folder, recordFile), JSON.stringify(made))
process.exit(0)
