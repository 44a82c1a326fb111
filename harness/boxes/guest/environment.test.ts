// Method: what a guest's programs are told is computed from an environment made for the test; then a program in a guest is asked for the time after
// it has filled its memory with copies of its environment: a byte more of it, and its garbage is collected between other readings of the clock.
import { afterEach, expect, test, vi } from 'vitest'
import { handing } from '../../runtime/handed-on.ts'
import type { Order } from '../box.ts'
import { environmentOf, inside } from './environment.ts'
import { runInGuest } from './fixtures/run.ts'
import { guest } from './guest.ts'

const order: Order = { args: [], folder: '/tmp/run', limitMs: 1, onLine: () => {} }
const refusal = (await guest.refusal())?.reason
const why = refusal === undefined ? '' : ` (${refusal})`

afterEach(() => vi.unstubAllEnvs())

const ofThisTime = {
  VITEST_WORKER_ID: '7',
  SHLVL: '3',
  TERM_SESSION_ID: 'w0',
  SSH_CONNECTION: '::1 5',
  npm_command: 'x',
}

test('a guest is told what its user has set, and nothing that names a worker, a shell, a terminal or a login', () => {
  for (const [name, value] of Object.entries({ ...ofThisTime, DATABASE_URL: 'db', SSHD: 'kept' }))
    vi.stubEnv(name, value)
  const told = environmentOf({ ...order, env: { MORE: '/tmp/run/more' } }, 250)
  for (const name of Object.keys(ofThisTime)) expect(told).not.toHaveProperty(name)
  expect(told).toMatchObject({ DATABASE_URL: 'db', SSHD: 'kept', MORE: '/dev/halfopen/more', HALFOPEN_BOX: 'guest' })
  expect(Object.keys(told)).toEqual(Object.keys(told).sort())
})

test('what names the run folder is called as it is called inside, and nothing else is', () => {
  const words = ['/tmp/run', '/tmp/run/a b', '/tmp/runner', 'x=/tmp/run']
  expect(words.map(word => inside(word, order))).toEqual([
    '/dev/halfopen',
    '/dev/halfopen/a b',
    '/tmp/runner',
    'x=/tmp/run',
  ])
})

test('a Vitest in there is told what its files ask for, and not where reports go, nor the seed that its guest has anyway', () => {
  const env = handing({ output: '/tmp/out', guest: 'ready', seed: 1, startsAt: '2030-01-01', plane: 'netns' })
  const toldTo = (heavy: boolean) => environmentOf({ ...order, env: heavy ? env : {}, heavy }, 250).HALFOPEN
  expect(JSON.parse(toldTo(true) ?? '')).toEqual({ plane: 'netns' })
  expect(toldTo(false)).toBeUndefined()
})

test.skipIf(refusal !== undefined)(
  `it is as late in there whichever worker of whichever shell started it, and later by what its user has set${why}`,
  { timeout: 120_000 },
  async () => {
    const time = async (env: Readonly<Record<string, string>>) => {
      for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value)
      const { lines, how } = await runInGuest(`
        import { readFileSync } from 'node:fs'
        const kept = []
        for (let at = 0; at < 4_000; at++) kept[at % 100] = { ...process.env, args: process.argv.join() }
        console.log(process.hrtime.bigint(), readFileSync('/proc/mounts', 'latin1').length)`)
      return { lines, notRepeatable: how.notRepeatable }
    }
    const first = await time({ VITEST_WORKER_ID: '1', TERM: 'xterm' })
    expect(await time({ VITEST_WORKER_ID: '12345', TERM: 'screen-256color', OLDPWD: '/some/where' })).toEqual(first)
    expect(await time({ OF_USER: 'x'.repeat(10_000) })).not.toEqual(first)
  },
)
