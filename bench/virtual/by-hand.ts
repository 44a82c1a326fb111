// The same as a record of Linux's own keepalive, by a shell script in the same kernel.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { setPriority } from 'node:os'
import { join } from 'node:path'
import { kernelArgs } from '#harness/boxes/guest/orders.ts'
import { beginningOf } from '#harness/boxes/guest/seeded.ts'
import { unpackKernel } from '#harness/boxes/guest/unpack.ts'
import { makeRunFolder } from '#harness/boxes/run-folder.ts'

/** The same kernel, the same core, the same priority, and no harness. */
export async function byHandMs(): Promise<number> {
  await using folder = makeRunFolder()
  const programs = join(import.meta.dirname, '../../dist/harness/subjects/programs')
  const words = [
    process.cwd(),
    '0',
    `PATH=${process.env.PATH}`,
    `HOME=${process.env.HOME}`,
    '',
    'sh',
    join(import.meta.dirname, '../by-hand/keepalive-default.sh'),
    programs,
  ]
  const kernel = await unpackKernel()
  const start = performance.now()
  writeFileSync(join(folder.path, 'command'), words.map(word => `${word}\0`).join(''))
  const order = { args: [], folder: folder.path, limitMs: 0, onLine: () => {} }
  const args = kernelArgs(kernel, order, beginningOf({}), 0)
  const child = spawn(kernel.linux, args, { cwd: folder.path, stdio: 'ignore', env: {} })
  setPriority(child.pid ?? 0, 10)
  await once(child, 'exit')
  const took = performance.now() - start
  const said = readFileSync(join(folder.path, 'stdout'), 'utf8').trim()
  if (Number(said) > 7_000) return took
  throw new Error(
    `the script by hand failed (are ip and nft installed?): ${said} ${readFileSync(join(folder.path, 'stderr'), 'utf8')}`,
  )
}
