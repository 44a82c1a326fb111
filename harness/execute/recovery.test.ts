// Method: a real client that connects again and one that never does, across holes that end by themselves and holes that a step ends, once and
// twice. A watch that is over a moment too soon can fail neither of them; one that takes the last loss of a run for that of the first hole fails both.
import { describe, expect, test } from 'vitest'
import type { BoundSpec } from '../define/bounds.ts'
import { parseScenario, type ScenarioSpec } from '../define/scenario.ts'
import { at, heal } from '../define/steps.ts'
import { blackHole } from '../faults/black-hole.ts'
import type { Run } from '../model/report.ts'
import { planes } from '../planes/all.ts'
import { judged } from './fixtures/judged.ts'
import { type Place, places, whyNot } from './fixtures/places.ts'
import { client, echo } from './fixtures/programs.ts'
import { runScenario } from './run-scenario.ts'

const limit = { timeout: 240_000 }
const recovers = { recoveredBy: 'client-app', within: '3s' } as const
const itself = { fault: blackHole({ for: '1500ms' }) } as const
const byAStep = { faults: [at('0s', blackHole()), at('1500ms', heal(0))] } as const
const twice = {
  faults: [at('0s', blackHole()), at('1500ms', heal(0)), at('5s', blackHole()), at('6500ms', heal(2))],
} as const

describe.for(places)('on $plane in $clock time', place => {
  // Where time is virtual it is computed: beside that nobody is measured in real time.
  const beside = place.clock === 'real' ? test.concurrent : test
  beside(
    'who connects again is back after a hole that ends by itself, by a step, or is one of two',
    limit,
    async ({ skip }) => {
      const refusal = await whyNot(place)
      if (refusal) skip(refusal)
      await Promise.all(
        [itself, byAStep, twice].map(async happening => {
          const { verdict, bounds } = await run(place, faithful, happening, { ...recovers, since: 0 })
          expect(verdict).toEqual({ status: 'pass' })
          expect(bounds[0]?.outcome).toMatchObject({ kind: 'recovered', from: 'healing' })
        }),
      )
    },
  )

  beside('who never connects again fails, however the hole ends', limit, async ({ skip }) => {
    const refusal = await whyNot(place)
    if (refusal) skip(refusal)
    const runs = [itself, byAStep].map(async happening => run(place, unfaithful, happening, recovers))
    for (const { verdict } of await Promise.all(runs))
      expect(verdict, JSON.stringify(verdict)).toMatchObject({
        status: 'fail',
        // Who stood in line for a CPU is watched up to twice as long.
        actual: expect.stringMatching(/^no good answer in [3-5]\.\d+ s$/),
      })
  })
})

const dialler = (again: string) => `const [host, port] = process.argv.slice(1)
    const dial = () => {
      let heard = Date.now(), open = false
      const socket = require('node:net').connect({ host, port: Number(port) }).on('error', () => {})
      socket.on('data', () => { heard = Date.now(); if (!open) { open = true; console.log('connected') } })
      socket.on('connect', () => socket.write('x'))
      const beat = setInterval(() => {
        if (Date.now() - heard < 600) return socket.write('x')
        clearInterval(beat)
        socket.destroy()
        if (open) console.log('lost')
        ${again}
      }, 200)
    }
    dial()
    setInterval(() => {}, 1_000)`
const faithful = dialler('dial()')
const unfaithful = dialler('')

async function run(
  { plane, clock }: Place,
  script: string,
  happening: Pick<ScenarioSpec, 'fault'> | Pick<ScenarioSpec, 'faults'>,
  bounds: BoundSpec,
): Promise<Run> {
  const spec = {
    server: echo(),
    client: client(script),
    ...happening,
    bounds,
  } as ScenarioSpec
  const scenario = parseScenario('recovery/one', 'recovers', spec, [plane])
  return await judged(() => runScenario(scenario, planes[plane], clock, new AbortController().signal))
}
