// Method: a harness in small starts a program that flees its group, is killed with SIGKILL, and the pids that it told are looked up.
// A harness that only cleans up in its own exit handlers would leave both behind. Its reaper is killed as well, or is one that never gets
// ready, as Node is where the system lets it have two threads: it waits for a third before it reads a line.
import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { patience } from './fixtures/patience.ts'
import { programPath } from './program-path.ts'
import { until } from './until.ts'

test('nothing outlives a harness that is killed, not even what left its process group', async () => {
  const { harness, pids } = await startHarness()
  expect(pids.map(lives)).toEqual([true, true])
  harness.kill('SIGKILL')
  await allGone(pids)
})

test('a harness that lives keeps its programs', async () => {
  const { harness, pids } = await startHarness()
  await delay(500)
  expect(pids.map(lives)).toEqual([true, true])
  harness.kill('SIGKILL')
  await allGone(pids)
})

test.runIf(process.platform === 'linux')(
  'a reaper that is killed alone is replaced, and nothing outlives its harness',
  async () => {
    const { harness, pids, ask } = await startHarness()
    await reaperOf(harness.pid, await killedReaper(harness.pid, 0))
    expect(await ask()).toBe('started')
    harness.kill('SIGKILL')
    await allGone(pids)
  },
)

test.runIf(process.platform === 'linux')('where no reaper may live, no program is started any more', async () => {
  const { harness, pids, ask } = await startHarness()
  let last = 0
  for (let deaths = 0; deaths < 6; deaths++) last = await killedReaper(harness.pid, last)
  expect(await refusal(ask)).toMatch(
    /^Cannot watch over programs: the process that would end them was ended by SIGKILL\. Let it live: .*ulimit -u.* \[E_REAPER\]$/,
  )
  harness.kill('SIGKILL')
  for (const pid of pids) process.kill(pid, 'SIGKILL')
})

test.runIf(process.platform === 'linux')(
  'a reaper that never gets ready is ended, and where all are so no program is started',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'halfopen-reaper-'))
    const stuck = join(folder, 'stuck')
    writeFileSync(stuck, '#!/bin/sh\nkill -STOP $$\n', { mode: 0o755 })
    const { harness, pids, ask } = await startHarness(stuck)
    const stopped = () =>
      processes().filter(({ command }) => command.includes(stuck) && !command.includes('start-and-hang'))
    expect(await refusal(ask)).toMatch(
      /^Cannot watch over programs: the process that would end them never gets ready\. /,
    )
    expect(stopped()).toEqual([])
    harness.kill('SIGKILL')
    for (const pid of pids) process.kill(pid, 'SIGKILL')
    rmSync(folder, { recursive: true })
  },
)

async function startHarness(...args: readonly string[]) {
  const harness = spawn(process.execPath, [programPath('harness/kit/fixtures/start-and-hang'), ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  let output = ''
  harness.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text
  })
  const told = () => {
    const pids = [...output.matchAll(/^(?:leader|escaped) (\d+)$/gm)].map(([, pid]) => Number(pid))
    return pids.length === 2 ? pids : undefined
  }
  const pids = await until('hear two pids', told, patience)
  const ask = async () => {
    const [before] = [output.length, harness.stdin.write('start\n')]
    return await until('hear how it went', () => output.slice(before).trim() || undefined, patience)
  }
  return { harness, pids, ask }
}

/** It hears of a death in its next turn, or the one after that. */
async function refusal(ask: () => Promise<string>): Promise<string> {
  const refused = async () => {
    const answer = await ask()
    return answer === 'started' ? undefined : answer
  }
  return await until('hear a refusal', refused, { ...patience, everyMs: 100 })
}

/** Kills the reaper of a harness, another one than last time, and says which it was. */
async function killedReaper(harness: number | undefined, last: number): Promise<number> {
  const pid = await reaperOf(harness, last)
  process.kill(pid, 'SIGKILL')
  return pid
}

/** The reaper of a harness that came after the one of pid `last`: until then a harness does not know of that one's death, and starts programs. */
async function reaperOf(harness: number | undefined, last: number): Promise<number> {
  const found = () =>
    processes().find(
      ({ pid, parent, command }) => pid !== last && parent === harness && /reaper\.program/.test(command),
    )?.pid
  return await until('see the reaper', found, patience)
}

function processes(): readonly { pid: number; parent: number; command: string }[] {
  const pids = readdirSync('/proc').filter(name => /^\d+$/.test(name))
  return pids.map(Number).map(pid => ({
    pid,
    parent: Number(/^PPid:\s+(\d+)/m.exec(read(pid, 'status'))?.[1]),
    command: read(pid, 'cmdline').replaceAll('\0', ' '),
  }))
}

function read(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8')
  } catch {
    return ''
  }
}

async function allGone(pids: readonly number[]): Promise<void> {
  await until('see everything gone', () => (pids.some(lives) ? undefined : true), patience)
}

function lives(pid: number): boolean {
  const status = read(pid, 'status')
  return status !== '' && !/^State:\s+Z/m.test(status)
}
