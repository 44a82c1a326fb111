// Method: two settings meet a death and a blip in guests of their own, through the whole road: probe, kernel, fault, record, judge. That a guest
// runs the programs that it is given, and not only the probe, is shown by a client that lies.
import { mkdtempDisposable } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { boxes } from '../boxes/boxes.ts'
import { command } from '../define/command.ts'
import { parseSettings } from '../define/settings.ts'
import { formatFault, parseFaultSpec } from '../faults/spelling.ts'
import type { Ask } from '../model/campaign.ts'
import { formatSettings } from '../model/format-settings.ts'
import { runCampaign } from './campaign.ts'
import { openLedger } from './ledger.ts'
import { probes } from './programs.ts'

const refusal = await boxes.virtual.refusal()
const why = refusal === undefined ? '' : ` (${refusal.reason})`
const never = new AbortController().signal

describe.skipIf(refusal !== undefined)(`a campaign in virtual time${why}`, { timeout: 120_000 }, () => {
  test('measures each setting under each fault and what it costs, inside its predictions, and nothing twice', async () => {
    await using folder = await mkdtempDisposable(join(tmpdir(), 'campaign-'))
    const ask = asked(['keepalive=1/1/5', 'heartbeat=2s/500ms'], ['power-off', 'blip=2s'])
    const ledger = await openLedger(folder.path, 'tiny')
    const first = await runCampaign(ask, { signal: never, ledger })
    expect(
      first.map(({ settings, fault, found, outside }) => [
        formatSettings(settings),
        formatFault(fault),
        found.kind,
        outside,
      ]),
    ).toEqual([
      ['keepalive=1/1/5', 'power-off', 'detected', undefined],
      ['keepalive=1/1/5', 'blip=2s', 'soaked', undefined],
      ['keepalive=1/1/5', 'none', 'soaked', undefined],
      ['heartbeat=2s/500ms', 'power-off', 'detected', undefined],
      ['heartbeat=2s/500ms', 'blip=2s', 'soaked', undefined],
      ['heartbeat=2s/500ms', 'none', 'soaked', undefined],
    ])
    const mistakes = first.map(({ found }) => (found.kind === 'soaked' ? found.mistakes.length : undefined))
    expect(mistakes).toEqual([undefined, 0, 0, undefined, 1, 0])
    const costs = first.flatMap(({ found }) =>
      found.kind === 'soaked' && found.traffic ? [found.traffic.packetsPerHour] : [],
    )
    expect(costs.map(packets => Math.round(packets / 600))).toEqual([12, 9])
    const again = await runCampaign(ask, { signal: never, ledger: await openLedger(folder.path, 'tiny') })
    expect(again).toEqual(first)
  })

  test('has a doubt and no figure where the client had cried wolf before', async () => {
    const wolf = `console.log('{"halfopen":"connected"}');console.log('{"halfopen":"lost"}');require('net').connect(+process.argv[1],process.argv[2])`
    const client = command([process.execPath, '-e', wolf, '{port}', '{host}'], { connected: /"connected"/ })
    const ask = { ...asked(['off'], ['power-off']), traffic: false }
    const [made, ...more] = await runCampaign(ask, { signal: never, programs: step => ({ ...probes(step), client }) })
    expect(more).toEqual([])
    expect(made?.found).toEqual({ kind: 'doubt', reason: expect.stringContaining('client-app had given up its peer') })
  })

  test('has a doubt and no figure where the client never connects', async () => {
    const client = command([process.execPath, '-e', `setInterval(() => {}, 1_000)`])
    const ask = { ...asked(['off'], ['power-off']), traffic: false }
    const [made] = await runCampaign(ask, { signal: never, programs: step => ({ ...probes(step), client }) })
    expect(made?.found).toEqual({ kind: 'doubt', reason: expect.stringContaining('no healthy traffic') })
  })

  test('measures nothing after an interrupt', async () => {
    const stopped = AbortSignal.abort(new Error('stopped'))
    expect(await runCampaign(asked(['off'], ['power-off']), { signal: stopped })).toEqual([])
  })

  test('refuses what cannot be shown in virtual time before it begins', async () => {
    await expect(runCampaign(asked(['off'], ['cpu-starvation=5%']), { signal: never })).rejects.toThrow(
      /^Cannot measure cpu-starvation=5%: CPU time costs nothing in virtual time.*\[E_CANNOT_SHOW\]$/,
    )
  })
})

function asked(settings: readonly string[], faults: readonly string[]): Ask {
  return {
    settings: settings.map(parseSettings),
    faults: faults.map(parseFaultSpec),
    phases: 1,
    watchMs: 60_000,
    soakMs: 60_000,
    clock: 'virtual',
    traffic: true,
  }
}
