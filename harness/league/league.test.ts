// Method: ioredis as it is; and pg, psycopg, ws and ioredis with a wrong detector planted in each; all in guests of their own.
import { mkdtempDisposable } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { labelOf } from '../../reports/league/words.ts'
import { boxes } from '../boxes/boxes.ts'
import type { Program } from '../define/command.ts'
import { openPath } from '../kit/fixtures/open-path.ts'
import type { LeagueMeasurement } from '../model/league.ts'
import { notInstalled } from '../runtime/not-installed.ts'
import type { ClientKind } from '../subjects/client-kind.ts'
import { ioredis } from '../subjects/clients/ioredis.ts'
import { pg } from '../subjects/clients/pg.ts'
import { psycopg } from '../subjects/clients/psycopg.ts'
import { ws } from '../subjects/clients/ws.ts'
import { notKnown } from './expected.ts'
import { runLeague } from './league.ts'
import type { LeagueStep } from './plan.ts'

const refusal = await boxes.virtual.refusal()
const kinds = [ioredis, pg, psycopg, ws]
const lacking = refusal?.reason ?? notInstalled(kinds.flatMap(kind => [kind.server(), kind.client()]))
const never = new AbortController().signal

describe.skipIf(lacking !== undefined)(
  `the league in virtual time (${lacking ?? 'ready'})`,
  { timeout: 240_000 },
  () => {
    test('tells when a client is told, in which words, and whether it comes back; measures nothing twice', async () => {
      await using folder = await mkdtempDisposable(join(tmpdir(), 'league-'))
      const means = { signal: never, output: folder.path, share: only('power-off, busy', 'reset, idle') }
      const { measurements, absent } = await runLeague([ioredis], means)
      expect(absent).toEqual([])
      const [inFlight, reset] = measurements
      expect(inFlight?.told).toMatchObject({
        kind: 'lost',
        code: 'ETIMEDOUT',
        words: 'its event error: read ETIMEDOUT',
      })
      expect(lostAfterMs(inFlight)).toBeGreaterThan(924_000)
      expect(lostAfterMs(inFlight)).toBeLessThan(1_050_000)
      expect(inFlight?.networkMs).toBeLessThan(1_200_000) // the loss once, and the return in the same run
      expect(inFlight?.back).toMatchObject({ kind: 'back' })
      expect(reset).toMatchObject({ told: { kind: 'lost', code: 'ECONNRESET' }, back: { kind: 'back' } })
      expect((await runLeague([ioredis], means)).measurements).toEqual(measurements)
    })

    test('an interrupt while clients are still being made ready leaves what was measured before', async () => {
      await using folder = await mkdtempDisposable(join(tmpdir(), 'league-'))
      const means = { output: folder.path, share: only('reset, idle') }
      const { measurements } = await runLeague([ioredis], { ...means, signal: never })
      const stop = new AbortController()
      const prepare = async () => stop.abort(new Error('stopped'))
      const held = around(ioredis, own => ({ ...own, prepare }))
      expect((await runLeague([held], { ...means, signal: stop.signal })).measurements).toEqual(measurements)
      await using empty = await mkdtempDisposable(join(tmpdir(), 'league-'))
      const before = { ...means, output: empty.path, signal: stop.signal }
      await expect(runLeague([held], before)).rejects.toThrow('stopped')
    })

    test('a client that says lost whatever happens is a doubt: it says so without any fault as well', async () => {
      const liar = planted(pg, '$@ & sleep 2; echo "{\\"halfopen\\":\\"lost\\"}"; wait')
      expect(await toldOf(liar, 'power-off, idle')).toEqual(
        expect.arrayContaining([{ kind: 'doubt', reason: expect.stringContaining('without any fault') }]),
      )
    })

    test('a client that keeps a loss to itself is not what the facts say of it', async () => {
      const mute = planted(psycopg, '$@ | grep --line-buffered -v lost')
      const [made] = (await measured(mute, 'reset, idle')).filter(({ fault }) => fault.kind !== 'none')
      expect(made).toMatchObject({ told: { kind: 'nothing' }, differs: notKnown })
    })

    test('a client that tells a loss too late is not what the facts say of it', async () => {
      const late = planted(ws, '$@ | while read -r line; do case $line in *lost*) sleep 5;; esac; echo "$line"; done')
      const [made] = await measured(late, 'reset, idle')
      expect(made).toMatchObject({ told: { kind: 'lost' }, expected: [0, 100], differs: notKnown })
      expect(lostAfterMs(made)).toBeGreaterThan(4_990)
    })

    test('a client that says it is back before its server is, is a doubt', async () => {
      const hasty = planted(ioredis, `$@ | sed -u '/lost/a {"halfopen":"recovered"}'`)
      const [made] = await measured(hasty, 'black-hole, busy')
      expect(made?.back).toEqual({ kind: 'doubt', reason: 'it says that it is back before its server is' })
    })

    test('who cannot be measured here is named with all that is missing, and the others are measured', async () => {
      await using folder = await mkdtempDisposable(join(tmpdir(), 'league-'))
      vi.stubEnv('PATH', openPath())
      onTestFinished(() => void vi.unstubAllEnvs())
      const server = () => ({ ...pg.server(), needs: { 'no-such-server': 'no-such-package', 'no-such-tool': 'tools' } })
      const means = { signal: never, output: folder.path, share: only('reset, idle') }
      const { absent, measurements } = await runLeague([{ ...pg, server }, ioredis], means)
      expect(measurements.map(({ client }) => client)).toContain('ioredis')
      expect(absent).toEqual([
        { id: 'pg', reason: 'no-such-server is not installed: apt install no-such-package' },
        { id: 'pg', reason: 'no-such-tool is not installed: apt install tools' },
      ])
    })
  },
)

/** A kind of client with another program in the place of its own. */
function around<O extends object>(kind: ClientKind<O>, made: (own: Program) => Program): ClientKind {
  const client: ClientKind['client'] = options => made(kind.client(options as Parameters<typeof kind.client>[0]))
  return { ...kind, client } as ClientKind
}

/** A shell script around the client as it comes, which is "$@" in there. */
function planted<O extends object>(kind: ClientKind<O>, script: string): ClientKind {
  const other = around(kind, own => {
    const { file, args, ...start } = own.command
    const quoted = script.replace('$@', '"$@"')
    return { ...own, command: { ...start, file: '/bin/sh', args: ['-c', quoted, 'sh', file, ...args] } }
  })
  return { ...other, variants: [] }
}

async function measured(kind: ClientKind, label: string): Promise<readonly LeagueMeasurement[]> {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'league-'))
  return (await runLeague([kind], { signal: never, output: folder.path, share: only(label) })).measurements
}

async function toldOf(kind: ClientKind, label: string) {
  return (await measured(kind, label)).filter(({ fault }) => fault.kind !== 'none').map(({ told }) => told)
}

function only(...labels: readonly string[]) {
  return (plan: readonly LeagueStep[]) =>
    plan.filter(({ variant, cell, phase }) => {
      const { fault, state, asks } = cell
      const made = { fault, ...(state ? { state } : {}), ...(asks ? { asksEveryMs: 1_000 } : {}) }
      return variant === 'as it comes' && phase === 0 && labels.includes(labelOf(made as LeagueMeasurement))
    })
}

function lostAfterMs(made: LeagueMeasurement | undefined): number | undefined {
  return made?.told.kind === 'lost' ? made.told.afterMs : undefined
}
