// Method: a program that computes without end shares its processor with busy loops, and is asked what the kernel counts. How much it gets is not
// asserted, since the machine may be busy: that it had to wait beside loops that ran, and that all is as before when they have gone.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { expect, test } from 'vitest'
import { sleep } from '../kit/clock.ts'
import { programPath } from '../kit/program-path.ts'
import { until } from '../kit/until.ts'
import { affinityOf, setAffinity } from '../netlink/affinity.ts'
import { compete, competitionMissing } from './competitor.ts'

const { signal } = new AbortController()
const limit = { withinMs: 20_000 }
const able = test.skipIf(process.platform !== 'linux' || competitionMissing() !== undefined)

able('a program waits for its turn beside the loops, on one processor with them', async () => {
  using program = node('for (;;) {}')
  await using load = await compete(program.pids, { competitors: 4 }, signal)
  await until('see it wait', () => (load.evidence()?.facts.waitedMs ?? 0) > 200 || undefined, limit)
  const { text, facts } = load.evidence() ?? {}
  expect(text).toMatch(
    /^4 busy loops of nice 0 took \S+ s of CPU \d+ in \S+ s; beside that it ran for \S+ s and waited \S+ s for its turn$/,
  )
  expect(facts).toMatchObject({ competitors: 4, nice: 0, processor: affinityOf(program.pid)[0] })
  expect(facts?.competitorMs).toBeGreaterThan(10)
  expect(affinityOf(program.pid)).toHaveLength(1)
})

able('many loops are evidence as soon as each has had its turns, and not before', async () => {
  using program = node('for (;;) {}')
  await using load = await compete(program.pids, { competitors: 19 }, signal)
  expect(load.evidence()).toBeUndefined()
  await load.turnsTaken()
  expect(load.evidence()?.facts).toMatchObject({ competitors: 19 })
})

able('loops that are nice take less of it', async () => {
  const taken = async (nice: number) => {
    using program = node('for (;;) {}')
    await using load = await compete(program.pids, { competitors: 4, nice }, signal)
    await until('see it wait', () => (load.evidence()?.facts.elapsedMs ?? 0) > 1_000 || undefined, limit)
    const { competitorMs = 0, ranMs = 0 } = load.evidence()?.facts ?? {}
    return competitorMs / (competitorMs + ranMs)
  }
  const [rude, nice] = [await taken(0), await taken(19)]
  expect(rude).toBeGreaterThan(0.6)
  expect(nice).toBeLessThan(0.3)
})

able('when it is over the loops have gone, and everybody may run where he might, who came meanwhile too', async () => {
  using program = node(`
    const { spawn } = require('node:child_process')
    setTimeout(() => console.log(spawn(process.execPath, ['-e', 'for (;;) {}'], { stdio: 'ignore' }).pid), 300)
    setInterval(() => {}, 1_000)`)
  const usual = affinityOf(program.pid)
  const load = await compete(program.pids, { competitors: 2 }, signal)
  const child = await program.firstNumber()
  using _child = { [Symbol.dispose]: () => void process.kill(child, 'SIGKILL') }
  expect(affinityOf(child)).toHaveLength(1)
  const loops = loopsOf(process.pid)
  expect(loops).toHaveLength(2)
  program.add(child)
  await load[Symbol.asyncDispose]()
  await load[Symbol.asyncDispose]()
  expect([affinityOf(program.pid), affinityOf(child)]).toEqual([usual, usual])
  expect(loops.filter(lives)).toEqual([])
})

able('a program that left for another CPU was not beside them, until that was long ago', async () => {
  using program = node('for (;;) {}')
  await using load = await compete(program.pids, { competitors: 2 }, signal)
  await until('see it wait', () => load.evidence(), limit)
  setAffinity(program.pid, affinityOf(process.pid))
  expect(load.evidence()).toBeUndefined()
  expect(affinityOf(program.pid)).toEqual(affinityOf(process.pid))
  await sleep(300)
  setAffinity(program.pid, [load.processor])
  expect(load.evidence()).toBeUndefined()
  const { facts } = await until('see it wait again', () => load.evidence(), limit)
  expect(facts.elsewhereMs).toBeGreaterThan(0)
})

able('loops that ran on another CPU, were stopped or have ended are no load', async () => {
  using program = node('for (;;) {}')
  const broken = async (how: (loop: number) => void) => {
    await using load = await compete(program.pids, { competitors: 2 }, signal)
    for (const loop of loopsOf(process.pid)) how(loop)
    await sleep(700)
    return load.evidence()
  }
  expect(await broken(() => {})).toBeDefined()
  expect(await broken(loop => setAffinity(loop, elsewhere(program.pid)))).toBeUndefined()
  expect(await broken(loop => process.kill(loop, 'SIGSTOP'))).toBeUndefined()
  expect(await broken(loop => process.kill(loop, 'SIGKILL'))).toBeUndefined()
})

able('a program that sleeps need not wait: its CPU is taken all the same', async () => {
  using idle = node('setInterval(() => {}, 1_000)')
  const asleep = () => /^State:\s+S/m.test(readFileSync(`/proc/${idle.pid}/status`, 'utf8')) || undefined
  await until('see it idle', asleep, limit)
  await using load = await compete(idle.pids, { competitors: 2 }, signal)
  const { facts } = await until('see its CPU taken', () => load.evidence(), limit)
  expect(facts.competitorMs).toBeGreaterThan(10 * (facts.ranMs ?? 0))
})

able('who is started by somebody else is held at the next look, and not by asking for evidence', async () => {
  using program = node('for (;;) {}')
  using other = node('setInterval(() => {}, 1_000)')
  await using load = await compete(program.pids, { competitors: 2 }, signal)
  program.add(other.pid)
  load.evidence()
  expect(affinityOf(other.pid)).toEqual(affinityOf(process.pid))
  await until('see it held', () => affinityOf(other.pid).length === 1 || undefined, limit)
})

able(
  'of two loads beside one program the first to end leaves it to the other, and the last to where it was',
  async () => {
    using program = node('for (;;) {}')
    const usual = affinityOf(program.pid)
    for (const firstEndsFirst of [true, false]) {
      const first = await compete(program.pids, { competitors: 2 }, signal)
      const second = await compete(program.pids, { competitors: 2 }, signal)
      const [one, other] = firstEndsFirst ? [first, second] : [second, first]
      await until('see both', () => (one.evidence() && other.evidence() ? true : undefined), limit)
      await one[Symbol.asyncDispose]()
      expect(affinityOf(program.pid)).toEqual([other.processor])
      expect(other.evidence()).toBeDefined()
      await other[Symbol.asyncDispose]()
      expect(affinityOf(program.pid)).toEqual(usual)
    }
  },
)

able('no loop outlives a harness that is killed', async () => {
  const harness = spawn(process.execPath, [programPath('harness/planes/fixtures/compete-and-hang')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(createInterface(harness.stdout), 'line')
  const loops = loopsOf(harness.pid ?? 0)
  expect(loops.map(lives)).toEqual([true, true, true])
  harness.kill('SIGKILL')
  await until('see all loops gone', () => (loops.some(lives) ? undefined : true), limit)
})

test('a machine with one processor, or a kernel that does not count who waits, is refused with the reason', () => {
  expect(competitionMissing({ processors: 1, counts: true })).toMatch(/^there is one CPU only/)
  expect(competitionMissing({ processors: 2, counts: false })).toMatch(/CONFIG_SCHED_INFO/)
  expect(competitionMissing({ processors: 2, counts: true })).toBeUndefined()
})

/** A program that ends with its block. */
function node(source: string) {
  const child = spawn(process.execPath, ['-e', source], { stdio: ['ignore', 'pipe', 'inherit'] })
  const pids = [child.pid ?? 0]
  return {
    pid: child.pid ?? 0,
    pids: () => pids,
    add: (pid: number) => void pids.push(pid),
    firstNumber: async () => Number((await once(createInterface(child.stdout), 'line'))[0]),
    [Symbol.dispose]: () => void child.kill('SIGKILL'),
  }
}

/** Some CPU where it is not. */
function elsewhere(pid: number): readonly number[] {
  const [held] = affinityOf(pid)
  return affinityOf(process.pid)
    .filter(processor => processor !== held)
    .slice(0, 1)
}

/** The loops among the children of a process. */
function loopsOf(pid: number): readonly number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'latin1').trim().split(' ').map(Number)
  return children.filter(child => readFileSync(`/proc/${child}/cmdline`, 'latin1').includes('while :; do :; done'))
}

function lives(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}
