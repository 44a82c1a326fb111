// What this kernel lacks for a fault is asked before anything starts. Method: a plane that cannot be opened, so that whatever does not
// ask, or asks too late, ends in its error instead of a skip.
import { expect, test } from 'vitest'
import { parseScenario } from '../define/scenario.ts'
import { runScenario } from '../execute/run-scenario.ts'
import { blackHole } from '../faults/black-hole.ts'
import type { Run } from '../model/report.ts'
import type { Plane } from '../planes/plane.ts'
import { cacheReader } from '../subjects/cache-reader.ts'
import { cacheServer } from '../subjects/cache-server.ts'

test('what the kernel lacks makes a skip with the reason, and nothing is opened', async () => {
  const { verdict, bounds, error, lacking } = await run(async () => 'this kernel has no sch_netem')
  expect({ verdict, bound: bounds[0]?.verdict, error, lacking }).toEqual({
    verdict: { status: 'skip', reason: 'this kernel has no sch_netem', why: 'lacking' },
    bound: { status: 'skip', reason: 'this kernel has no sch_netem', why: 'lacking' },
    error: undefined,
    lacking: 'this kernel has no sch_netem',
  })
})

test('where nothing is lacking the plane is opened, and what breaks then is no skip', async () => {
  expect((await run(async () => undefined)).verdict).toEqual({ status: 'inconclusive', reason: 'opened' })
  expect((await run(undefined)).verdict).toEqual({ status: 'inconclusive', reason: 'opened' })
})

test('that the kernel cannot be asked is doubt, and no skip', async () => {
  const refused = await run(async () => Promise.reject(new Error('not permitted')))
  expect(refused.verdict).toEqual({ status: 'inconclusive', reason: 'not permitted' })
})

async function run(lacks: Plane['lacks']): Promise<Run> {
  const spec = {
    server: cacheServer(),
    client: cacheReader(),
    fault: blackHole(),
    bounds: { undetectedBy: 'client-app', for: '1s' },
  } as const
  const plane: Plane = {
    name: 'toxiproxy',
    tolerance: { lateMs: 0 },
    findings: async () => [],
    unsupported: () => undefined,
    open: async () => Promise.reject(new Error('opened')),
    ...(lacks ? { lacks } : {}),
  }
  return await runScenario(
    parseScenario('a/b', 'a claim', spec, ['toxiproxy']),
    plane,
    'real',
    new AbortController().signal,
  )
}
