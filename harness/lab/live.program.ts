// A system that is worked on, in its box: it is started, and then does what the file of orders says. It ends when the pipe from its host closes.
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { followFile } from '../boxes/guest/tail.ts'
import { scriptsFile } from '../boxes/run-folder.ts'
import { after } from '../kit/clock.ts'
import { HalfopenError, messageOf } from '../kit/errors.ts'
import { reapNothing } from '../kit/reaper.ts'
import type { Script } from '../model/scenario.ts'
import { parsePlane, planes } from '../planes/all.ts'
import { openLive } from '../runtime/live.ts'
import { type Answered, type Asked, answerFile, answerWord, ordersFile, type Refusal } from './boxed.ts'

/** Time to heal and to end the programs, after the host has gone. */
const graceMs = 3_000

reapNothing()
const [planeName = '', folder = ''] = process.argv.slice(2)
const stop = new AbortController()
process.stdin.resume().on('end', () => {
  stop.abort(new Error('the lab was left'))
  after(graceMs, () => process.exit(1))
})
const script: Script = JSON.parse(readFileSync(join(folder, scriptsFile), 'utf8'))
const live = await openLive(script, planes[parsePlane(planeName)], stop.signal).catch((thrown: unknown) => {
  answer(0, { refused: refusalOf(thrown) })
  process.exit(1)
})
stop.signal.addEventListener('abort', () => void live[Symbol.asyncDispose]().finally(() => process.exit(0)))

// One after the other, in the order in which they were asked.
let done: Promise<void> = Promise.resolve()
const orders = followFile(folder, ordersFile, line => {
  const asked: Asked = JSON.parse(line)
  done = done.then(async () => answer(asked.id, await doing(asked).catch(thrown => ({ refused: refusalOf(thrown) }))))
})
stop.signal.addEventListener('abort', () => void orders[Symbol.asyncDispose]())
answer(0, { taken: true })

async function doing({ take }: Asked): Promise<Answered> {
  if (take === undefined) return { record: await live.soFar() }
  await live.take(take)
  return { taken: true }
}

function answer(id: number, what: Answered): void {
  const path = join(folder, answerFile(id))
  writeFileSync(`${path}.new`, JSON.stringify(what))
  renameSync(`${path}.new`, path)
  if (id > 0) rmSync(join(folder, answerFile(id - 1)), { force: true })
  process.stdout.write(`${answerWord}${id}\n`)
}

function refusalOf(thrown: unknown): Refusal {
  if (!(thrown instanceof HalfopenError)) return { code: 'E_BOX', problem: messageOf(thrown) }
  const { code, problem, fix } = thrown
  return { code, problem, ...(fix === undefined ? {} : { fix }) }
}
