// Method: a process of its own, to which nothing was handed on, has every core, so that whoever wants one waits for ever. What waits there is
// interrupted; the twins are what needs no core, and who asks once the cores are given back.
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { boxes } from '../boxes.ts'

const why = (await boxes.virtual.refusal())?.reason

test.skipIf(why !== undefined)(
  `whoever waits for a core is let go at an interrupt, and what is in real time waits for none${why === undefined ? '' : ` (${why})`}`,
  async () => {
    const { HALFOPEN, ...env } = process.env
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', waits], { env })
    expect(JSON.parse(stdout)).toEqual({ real: 'real', interrupted: ['told', 'told'], afterwards: 'ready' })
  },
)

const from = (file: string) => JSON.stringify(join(import.meta.dirname, file))

const waits = `
  const { takeCore, usableCores } = await import(${from('cores.ts')})
  const { boxes } = await import(${from('../boxes.ts')})
  const { choosePlace } = await import(${from('../../execute/place.ts')})
  const { netns } = await import(${from('../../planes/netns/index.ts')})
  const never = new AbortController().signal
  const held = []
  for (const _ of usableCores()) held.push(await takeCore(never))
  const { clock: real } = await choosePlace(netns, { lastsMs: 1_000 }, 'real', never)
  const stop = new AbortController()
  const waiting = [boxes.virtual.refusal(stop.signal), choosePlace(netns, { lastsMs: 1_000 }, undefined, stop.signal)]
  setTimeout(() => stop.abort('told'), 200)
  const interrupted = await Promise.all(waiting.map(one => one.then(() => 'waited to its end', thrown => thrown)))
  for (const core of held) core[Symbol.dispose]()
  const refusal = await boxes.virtual.refusal(never)
  console.log(JSON.stringify({ real, interrupted, afterwards: refusal?.reason ?? 'ready' }))`
