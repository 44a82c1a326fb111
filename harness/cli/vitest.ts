// Vitest as the runner underneath: the same options for running and for listing.
import { extname } from 'node:path'
import { createVitest, type Reporter, type Vitest } from 'vitest/node'
import { insideBox } from '../runtime/where.ts'
import { onlyVariable } from '../vitest/relay.ts'
import { WaitingFirst } from './waiting-first.ts'

/** A Vitest that knows only these files. It has to be closed. */
export async function openVitest({ root, files, reporters, shard, workers = 12 }: RunnerOptions): Promise<Vitest> {
  return await createVitest(
    {
      root,
      config: false,
      watch: false,
      include: [...files],
      reporters: [...reporters],
      // A signal wakes what watches the packets, and signals come to a process's main thread only.
      pool: insideBox() ? 'forks' : 'threads',
      isolate: false,
      maxWorkers: workers,
      sequence: { sequencer: WaitingFirst },
      testTimeout: scriptTimeoutMs,
      hookTimeout: scriptTimeoutMs,
      ...(only === undefined ? {} : { testNamePattern: `^${RegExp.escape(only)}$` }),
      allowOnly: !process.env.CI,
      ...(shard === undefined ? {} : { shard }),
    },
    fromSource ? { ssr: { resolve: { conditions: sourceConditions } } } : {},
  )
}

/** What is run, how, and who is told. */
export interface RunnerOptions {
  root: string
  files: readonly string[]
  reporters: readonly Reporter[]
  shard?: string
  workers?: number
}

/** Inside a box one test is run of a file that may have more. */
const only = process.env[onlyVariable]

/** A script of several steps has no bounds to compute its time from. */
const scriptTimeoutMs = 120_000

/** In the repository the scenarios import the sources that this command is made of, not what was built of them last. */
const fromSource = extname(import.meta.filename) === '.ts'
const sourceConditions = ['halfopen-source', 'module', 'node', 'import', 'default']
