// The reaper: waits until the pipe from the harness closes, then ends every process of that run. Started by reaper.ts, never imported.
import { readdirSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { setTimeout as delay } from 'node:timers/promises'

const mark = `HALFOPEN_RUN=${process.argv[2]}`
const groups = new Set<number>()
const folders = new Set<string>()
const rounds = 15

for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => {})
sayReady()
for await (const line of createInterface({ input: process.stdin })) {
  const [order, name] = [line.slice(0, 1), line.slice(1)]
  if (order === '+') groups.add(Number(name))
  else if (order === '-') groups.delete(Number(name))
  else if (order === '>') folders.add(name)
  else folders.delete(name)
}
for (const pid of groups) kill(-pid)
for (let round = 0; round < rounds && marked().length > 0; round++) {
  for (const pid of marked()) kill(pid)
  await delay(20)
}

for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 10 })

function sayReady(): void {
  try {
    writeSync(1, 'ready\n')
  } catch {
    // The harness has ended already.
  }
}

/** Processes with the run's mark in their environment, zombies aside; none where there is no /proc. */
function marked(): number[] {
  return pids().filter(pid => pid !== process.pid && environment(pid).includes(mark))
}

function pids(): number[] {
  try {
    return readdirSync('/proc').map(Number).filter(Number.isInteger)
  } catch {
    return []
  }
}

function environment(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'latin1')
  } catch {
    return ''
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // Already gone.
  }
}
