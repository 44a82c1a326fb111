// Method: a compiler that never ends holds the league in its preparation, from an empty cache.
import { mkdtempDisposable, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { boxes } from '../boxes/boxes.ts'
import { patienceToStart } from '../kit/fixtures/patience.ts'
import { until } from '../kit/until.ts'
import { startCli } from './fixtures/cli.ts'
import { newMark } from './fixtures/marked.ts'

const refusal = await boxes.virtual.refusal()

test.skipIf(refusal !== undefined)(
  `Ctrl-C while clients are still being built ends the league in one line (${refusal?.reason ?? 'ready'})`,
  { timeout: 300_000 },
  async () => {
    await using folder = await mkdtempDisposable(join(tmpdir(), 'league-'))
    await writeFile(join(folder.path, 'go'), '#!/bin/sh\nexec sleep 600\n', { mode: 0o755 })
    const { env, living, left } = newMark()
    const path = `${folder.path}:${process.env.PATH ?? ''}`
    const args = ['league', '--client', 'go-http', '--output', join(folder.path, 'out')]
    const cli = startCli(args, { ...env, PATH: path, XDG_CACHE_HOME: join(folder.path, 'cache') })
    await until('see it build', () => living().find(line => line.includes('sleep 600')), patienceToStart)
    cli.kill('SIGINT')
    const { exitCode, stdout, stderr } = await cli
    expect([exitCode, stdout, stderr]).toEqual([130, '', 'the league was interrupted'])
    expect(await left()).toEqual([])
  },
)
