// Method: beside processes that a live run owns, as its reaper knows them, as a box inside of it marks them, and while a reaper is being replaced,
// stands one whose run is over. Wrong code that would also pass the first test: one that never names anything.
import { spawn } from 'node:child_process'
import { expect, test } from 'vitest'
import { startProcess } from '../kit/process.ts'
import { markName } from '../kit/reaper.ts'
import { findLeftovers } from './leftovers.ts'

const over = '999999999-abc'

test.runIf(process.platform === 'linux')(
  'names what a run that is over has left, and the command that ends it',
  async () => {
    const left = spawn('sleep', ['60'], { env: { ...process.env, [markName]: over } })
    try {
      const { detail, fix } = await findLeftovers()
      expect(detail).toContain(`${left.pid} sleep 60`)
      expect(fix).toMatch(new RegExp(`^kill -9 .*\\b${left.pid}\\b`))
    } finally {
      left.kill('SIGKILL')
    }
  },
)

test.runIf(process.platform === 'linux')('never names what a live run owns, by itself or in a box', async () => {
  const pids: number[] = []
  const inner = `${markName}=${over} setsid sh -c 'echo $$; exec sleep 60' & echo $$; wait`
  await using _outer = await startProcess({
    file: 'sh',
    args: ['-c', inner],
    onLine: (_, text) => pids.push(Number(text)),
  })
  const young = spawn('sleep', ['60'], { env: { ...process.env, [markName]: `${process.pid}-without-a-reaper` } })
  try {
    await expect.poll(() => pids.length).toBe(2)
    const { detail } = await findLeftovers()
    for (const pid of [...pids, young.pid]) expect(detail).not.toMatch(new RegExp(`\\b${pid} `))
  } finally {
    young.kill('SIGKILL')
  }
})
