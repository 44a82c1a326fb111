// What many records leave behind: processes, files, shared memory.
import { readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { noFault } from '#harness/faults/none.ts'
import { quietClient, quietServer } from '#harness/subjects/quiet.ts'
import { figure } from '../figure.ts'
import { guests } from './guests.ts'
import { recorded, type Spec } from './recorded.ts'

const many = 50

/** Compares with what was there before. */
export async function leavesNothing(): Promise<boolean> {
  const before = traces()
  for (let i = 0; i < many; i++) await recorded(healthy)
  const left = traces().filter(trace => !before.includes(trace))
  for (const trace of left) process.stdout.write(`  left: ${trace}\n`)
  return figure(`processes, files and shared memory after ${many} records`, left.length, 'left', 0)
}

const healthy: Spec = {
  server: quietServer(),
  client: quietClient(),
  fault: noFault(),
  bounds: { undetectedBy: 'client-kernel', for: '1min' },
}

function traces(): string[] {
  const files = [tmpdir(), '/dev/shm'].flatMap(folder =>
    readdirSync(folder)
      .filter(name => /halfopen|guest|vm_file/.test(name))
      .map(name => join(folder, name)),
  )
  return [...guests().map(({ pid }) => `process ${pid}`), ...files]
}
