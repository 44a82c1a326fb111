// Method: a program that computes stands in line with busy loops on one processor, and one that sleeps stands in none. How long is not asserted:
// that it was seen, of whom, and never more than the time that passed.
import { expect, test } from 'vitest'
import { startClock } from '../kit/clock.ts'
import { patience } from '../kit/fixtures/patience.ts'
import { type Child, startProcess } from '../kit/process.ts'
import { until } from '../kit/until.ts'
import { affinityOf, setAffinity } from '../netlink/affinity.ts'
import { CpuWaits } from './cpu-waits.ts'
import { countsRunDelay } from './schedstat.ts'

const loop = 'while :; do :; done'
const able = test.skipIf(!countsRunDelay())

able('a program that stands in line is seen to, and one that sleeps is not', async () => {
  await using loops = await held([loop, loop, loop])
  await using sleeper = await held(['exec sleep 60'])
  const [busy] = loops.pids
  const waits = watching({ busy, sleeper: sleeper.pids[0] })
  waits.begin()
  const msOf = (who: string) => waits.since(0).by.find(one => one.who === who)?.ms ?? 0
  await until('see it stand in line', () => (msOf('busy') > 300 ? true : undefined), patience)
  waits.look()
  expect(msOf('sleeper')).toBeLessThan(msOf('busy') / 2)
  const { cpuWaits = [] } = waits.record(0)
  expect(cpuWaits.length).toBeGreaterThan(1)
  for (const { fromMs, toMs, hosts } of cpuWaits) expect(hosts.busy ?? 0).toBeLessThanOrEqual(toMs - fromMs + 0.001)
})

able('a program that computes is at work, one that sleeps is not, and nobody before he is looked at', async () => {
  await using loops = await held([loop])
  await using sleeper = await held(['exec sleep 60'])
  const [busy, idle] = [watching({ busy: loops.pids[0] }), watching({ sleeper: sleeper.pids[0] })]
  expect(busy.isAtWork()).toBe(false)
  for (const waits of [busy, idle]) waits.begin()
  await until('see it at work', () => (busy.isAtWork() ? true : undefined), patience)
  await until('see it asleep', () => (idle.isAtWork() ? undefined : true), patience)
  for (const waits of [busy, idle]) waits.end()
  expect(busy.isAtWork()).toBe(false)
})

able(
  'all programs of a host together never wait for longer than was looked, and who is new not from before',
  async () => {
    await using loops = await held([loop, loop, loop, loop])
    const [first, ...others] = loops.pids
    const waits = new CpuWaits(startClock())
    const known: number[][] = [others]
    waits.processes = () => ({ hosts: known.map((pids, at) => [at === 0 ? 'old' : 'new', pids] as const) })
    waits.begin()
    const looks = () => waits.all(0).cpuWaits ?? []
    await until('see them stand in line', () => looks().length > 4 || undefined, patience)
    const before = looks().length
    known.push(first === undefined ? [] : [first])
    await until('see the new one', () => looks().some(({ hosts }) => (hosts.new ?? 0) > 0) || undefined, patience)
    for (const { fromMs, toMs, hosts } of looks()) expect(hosts.old ?? 0).toBeLessThanOrEqual(toMs - fromMs + 0.001)
    expect(
      looks()
        .map(({ hosts }) => hosts.new ?? 0)
        .slice(0, before - 1)
        .filter(ms => ms > 0),
    ).toEqual([])
  },
)

able('what the harness and who carries its packets wait is its own', async () => {
  await using loops = await held([loop, loop, loop])
  const [processor = 0] = affinityOf(loops.pids[0] ?? 0)
  const watched = (carriers: readonly number[]) => {
    const waits = new CpuWaits(startClock())
    waits.processes = () => ({ hosts: [], carriers })
    waits.begin()
    return waits
  }
  const all = (waits: CpuWaits) => waits.all(0).cpuWaits ?? []
  const waited = (waits: CpuWaits) => all(waits).reduce((ms, { harnessMs }) => ms + harnessMs, 0)
  // Who asks now and then never waits for that long, whatever else the machine does.
  const inLine = (waits: CpuWaits) =>
    all(waits).filter(({ fromMs, toMs, harnessMs }) => harnessMs > 0.9 * (toMs - fromMs))
  const carried = watched(loops.pids)
  await until('see them stand in line', () => inLine(carried).length > 4 || undefined, patience)
  const [own, usual] = [watched([]), affinityOf(0)]
  setAffinity(0, [processor])
  const untilMs = performance.now() + 600
  while (performance.now() < untilMs);
  own.look()
  setAffinity(0, usual)
  expect(waited(own)).toBeGreaterThan(50)
})

able('what keeps the harness from looking is its own as well, though it stood in no line', () => {
  const waits = watching({})
  waits.begin()
  const [fromMs, untilMs] = [performance.now(), performance.now() + 900]
  while (performance.now() < untilMs);
  waits.look()
  const { ms, by } = waits.since(0)
  expect(by.map(({ who }) => who)).toEqual(['halfopen'])
  expect(ms).toBeGreaterThan(600)
  expect(ms).toBeLessThanOrEqual(performance.now() - fromMs)
})

able('what was long before an instant is no part of its record', async () => {
  await using loops = await held([loop, loop])
  const clock = startClock()
  const waits = new CpuWaits(clock)
  waits.processes = () => ({ hosts: [['busy', loops.pids]] })
  waits.begin()
  await until('see them stand in line', () => waits.since(0).ms > 100 || undefined, patience)
  waits.end()
  expect(waits.all(clock.nowMs() + 2_500)).toEqual({ cpuWaits: [] })
  expect(waits.all(clock.nowMs() + 500).cpuWaits?.length).toBeGreaterThan(0)
})

able('nobody is looked at before that is asked for, and nothing is said of it', async () => {
  await using loops = await held([loop])
  const waits = watching({ busy: loops.pids[0] })
  waits.look()
  expect([waits.since(0).ms, waits.record(0)]).toEqual([0, {}])
})

function watching(hosts: Readonly<Record<string, number | undefined>>): CpuWaits {
  const waits = new CpuWaits(startClock())
  const all = Object.entries(hosts).flatMap(([host, pid]) => (pid === undefined ? [] : [[host, [pid]] as const]))
  waits.processes = () => ({ hosts: all })
  return waits
}

/** Programs on one processor. */
async function held(programs: readonly string[]): Promise<AsyncDisposable & { readonly pids: readonly number[] }> {
  const [processor = 0] = affinityOf(0)
  const children: Child[] = []
  for (const text of programs) {
    const child = await startProcess({ file: 'sh', args: ['-c', text] })
    children.push(child)
    setAffinity(child.pid, [processor])
  }
  return {
    pids: children.map(({ pid }) => pid),
    [Symbol.asyncDispose]: async () => void (await Promise.all(children.map(one => one[Symbol.asyncDispose]()))),
  }
}
