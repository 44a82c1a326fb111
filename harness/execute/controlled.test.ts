// Method: a real client that gives its server up after a while whatever happens, and one that does so for want of an answer. By the time of their
// words alone, nobody could tell one from the other.
import { describe, expect, test } from 'vitest'
import { parseScenario } from '../define/scenario.ts'
import { powerOff } from '../faults/power-off.ts'
import type { Run } from '../model/report.ts'
import { planes } from '../planes/all.ts'
import { judged } from './fixtures/judged.ts'
import { type Place, places, whyNot } from './fixtures/places.ts'
import { client, echo } from './fixtures/programs.ts'
import { runScenario } from './run-scenario.ts'

const limit = { timeout: 120_000 }

describe.for(places)('on $plane in $clock time', place => {
  const isVirtual = place.clock === 'virtual'
  // Where time is virtual it is computed: beside that nobody is measured in real time.
  const beside = isVirtual ? test : test.concurrent
  const byDefault = isVirtual ? 'is inconclusive by itself' : 'passes unless a control is asked for, and says so'

  beside(`a client that gives up without any fault ${byDefault}`, limit, async ({ skip }) => {
    const refusal = await whyNot(place)
    if (refusal) skip(refusal)
    const doubt = {
      status: 'inconclusive',
      reason: expect.stringMatching(/^client-app says so without any fault, \d\S* s after it was well \(lost: lost\)$/),
    }
    const [asked, left, unasked] = await Promise.all([
      run(place, impatient, { control: true }),
      run(place, impatient, { control: false }),
      run(place, impatient, {}),
    ])
    expect(asked.verdict).toEqual(doubt)
    expect(asked.bounds[0]?.control).toMatchObject({ kind: 'detected' })
    expect(left.verdict).toEqual({ status: 'pass' })
    expect(left.bounds[0]).not.toHaveProperty('control')
    expect(unasked.verdict).toEqual(isVirtual ? doubt : { status: 'pass' })
    const says = [asked, left, unasked].map(({ controlNotAsked = false }) => controlNotAsked)
    expect(says, 'only a pass that nobody decided about says that it was not held against anything').toEqual([
      false,
      false,
      !isVirtual,
    ])
  })

  beside('a client that gives up for want of an answer passes, and its control is silent', limit, async ({ skip }) => {
    const refusal = await whyNot(place)
    if (refusal) skip(refusal)
    const { verdict, bounds, troubles } = await run(place, asking, { control: true })
    expect(verdict).toEqual({ status: 'pass' })
    expect(troubles.filter(trouble => trouble.includes('control'))).toEqual([])
    expect(bounds[0]).toMatchObject({ outcome: { kind: 'detected' }, control: { kind: 'silent' } })
  })
})

const dial = `const [host, port] = process.argv.slice(1)
    const socket = require('node:net').connect({ host, port: Number(port) }).on('error', () => {})`
const impatient = `${dial}
    socket.on('connect', () => { socket.write('x'); console.log('connected'); setTimeout(() => console.log('lost'), 1_500) })`
const asking = `${dial}
    let heard = Date.now()
    socket.on('data', () => { heard = Date.now() }).on('connect', () => {
      console.log('connected')
      setInterval(() => { socket.write('x'); if (Date.now() - heard > 1_000) { console.log('lost'); process.exit(0) } }, 200)
    })`

async function run({ plane, clock }: Place, script: string, { control }: { control?: boolean }): Promise<Run> {
  const spec = {
    server: echo(),
    client: client(script),
    fault: powerOff('server'),
    bounds: { detectedBy: 'client-app', within: '3s' },
    ...(control === undefined ? {} : { control }),
  } as const
  const scenario = parseScenario('controlled/one', 'notices', spec, [plane])
  return await judged(() => runScenario(scenario, planes[plane], clock, new AbortController().signal))
}
