// Method: where a claim takes place, by what it says, by what is asked for, and by what this machine can; the guest's refusal is a real one,
// of a temporary folder that it cannot use, asked in a process of its own.
import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { boxes } from '../boxes/boxes.ts'
import { netns } from '../planes/netns/index.ts'
import { toxiproxy } from '../planes/toxiproxy/index.ts'
import { choosePlace, type Placed } from './place.ts'

const refusals = await Promise.all(Object.values(boxes).map(async kind => kind.refusal()))
const why = refusals.flatMap(refusal => refusal?.reason ?? []).join('; ')
const short: Placed = { lastsMs: 5_000 }
const long: Placed = { lastsMs: 8_000_000 }
const starving: Placed = {
  ...short,
  steps: [{ does: { kind: 'none' } }, { does: { kind: 'cpu-starvation', host: 'server', sharePercent: 5 } }],
}

describe.skipIf(why !== '')(`a claim${why && ` (${why})`}`, () => {
  test('about packets takes place in virtual time, in a guest', async () => {
    expect(await choosePlace(netns, short, undefined)).toEqual({ clock: 'virtual', box: boxes.virtual })
  })

  test('about packets takes place in namespaces where real time is asked for', async () => {
    expect(await choosePlace(netns, short, 'real')).toEqual({ clock: 'real', box: boxes.real })
  })

  test('behind Toxiproxy takes place here, and in a guest where virtual time is asked for', async () => {
    expect(await choosePlace(toxiproxy, short, undefined)).toEqual({ clock: 'real' })
    expect(await choosePlace(toxiproxy, short, 'virtual')).toEqual({ clock: 'virtual', box: boxes.virtual })
  })

  test('about a host without CPU takes place in real time, and is refused in virtual time with the reason', async () => {
    expect(await choosePlace(netns, starving, undefined)).toEqual({ clock: 'real', box: boxes.real })
    expect((await choosePlace(netns, starving, 'virtual')).refused?.reason).toMatch(
      /^CPU time costs nothing in virtual time.*run it with --clock real$/,
    )
  })

  test('that takes hours is refused in real time, unless its author wants it so', async () => {
    expect((await choosePlace(netns, long, 'real')).refused?.reason).toBe(
      'it takes up to 134 minutes of real time: run it in virtual time',
    )
    expect(await choosePlace(netns, { ...long, clock: 'real' }, 'real')).toEqual({ clock: 'real', box: boxes.real })
  })
})

describe('where no guest can run', () => {
  test('a claim about packets takes place in real time, and one that takes hours is refused with the reason', async () => {
    await using blank = await blankFolder()
    const script = `
      import { choosePlace } from '${join(import.meta.dirname, 'place.ts')}'
      import { netns } from '${join(import.meta.dirname, '../planes/netns/index.ts')}'
      const told = async lastsMs => choosePlace(netns, { lastsMs }, undefined)
      const [short, long] = [await told(5_000), await told(8_000_000)]
      console.log(JSON.stringify({ clock: short.clock, refused: long.refused?.reason }))
      process.exit(0)`
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], {
      env: { ...process.env, TMPDIR: blank.path },
    })
    expect(JSON.parse(stdout)).toEqual({
      clock: 'real',
      refused: expect.stringMatching(/^it takes up to 134 minutes of real time: run it in virtual time \(no guest: /),
    })
  })
})

async function blankFolder() {
  const path = await mkdtemp(join(tmpdir(), 'halfopen blank '))
  return { path, [Symbol.asyncDispose]: async () => rm(path, { recursive: true, force: true }) }
}
