// Method: what an explanation says of a cell is compared with predict(), which says when, and with what is known of the program besides.

import { describe, expect, test } from 'vitest'
import { parseSettings } from '../define/settings.ts'
import { clients, findClient } from '../facts/clients.ts'
import { idleMiddleboxes } from '../facts/middleboxes.ts'
import type { ConnectionState } from '../model/connection-state.ts'
import { clientStates } from '../model/connection-state.ts'
import { predict } from '../predict/predict.ts'
import { explain } from './explain.ts'
import type { Cell, Explanation } from './explanation.ts'
import { explainedFaults } from './faults.ts'

const kernel = { release: '6.12', hz: 250 }

describe('settings are explained', () => {
  const { cells, settings } = explainSettings('keepalive=10/5/3,user-timeout=25s')

  test('in each fault and state, once', () => {
    expect(settings).toBe('keepalive=10/5/3,user-timeout=25s')
    const places = new Set(cells.map(({ fault, state }) => `${fault} ${state}`))
    expect([cells.length, places.size]).toEqual([explainedFaults.length * clientStates.length, cells.length])
  })

  test('with the window that is predicted, and the mechanism', () => {
    const { window, mechanism } = predict({
      settings: parseSettings(settings),
      fault: { kind: 'power-off', host: 'server' },
      state: 'data-in-flight',
      sinceMs: 0,
      kernel,
    })
    expect(cellOf(cells, 'power-off', 'data-in-flight')).toMatchObject({ what: 'noticed', window, mechanism })
  })

  test('in a sentence: when, and why', () => {
    expect(clientStates.map(state => cellOf(cells, 'power-off', state).sentence)).toMatchInlineSnapshot(`
      [
        "Noticed after 15.2 s to 25.7 s, because TCP_USER_TIMEOUT replaces the count of keepalive probes.",
        "Noticed after 15.2 s to 25.7 s, because TCP_USER_TIMEOUT replaces the count of keepalive probes.",
        "Noticed after 25.2 s to 25.9 s, because keepalive is off while data is unacknowledged: TCP_USER_TIMEOUT decides.",
        "Noticed after 25.0 s to 25.4 s, because nobody answers the SYN: TCP_USER_TIMEOUT decides.",
        "Noticed within 25.6 s, because TCP_USER_TIMEOUT runs while the window is closed, whether the peer answers or not.",
      ]
    `)
  })

  test('a blip that is sat out survives, and one that is not is a false alarm', () => {
    const hasty = explainSettings('heartbeat=1s/1s').cells
    expect(cellOf(cells, 'blip=5s', 'idle').what).toBe('survives')
    expect(cellOf(hasty, 'blip=5s', 'idle')).toMatchObject({
      what: 'false alarm',
      sentence: expect.stringMatching(/^Gives up a living peer .*, because .*\.$/),
    })
  })

  test('a firewall that is kept awake survives, and behind one that forgets nothing is noticed', () => {
    expect(cellOf(cells, 'idle-firewall=azure-lb', 'idle').what).toBe('survives')
    expect(cellOf(explainSettings('off').cells, 'idle-firewall=azure-lb', 'idle').what).toBe('never')
  })

  test('a healthy peer is never given up', () => {
    const healthy = cells.filter(({ fault, state }) => fault === 'none' && state !== 'zero-window')
    expect(healthy.map(({ what }) => what)).toEqual(healthy.map(() => 'survives'))
  })
})

describe.for(['off', 'linux', ...clients.map(({ id }) => id)])('%s', name => {
  const explanation = name === 'off' || name === 'linux' ? explainSettings(name) : explainClient(name)

  test('has a sentence for every cell: a capital, a reason, a stop', () => {
    const odd = explanation.cells.filter(({ sentence }) => !/^[A-Z].{10,}[^. ]\.$/.test(sentence))
    expect(odd).toEqual([])
  })

  test('has every known box in one list', () => {
    const { survives, forgotten, closed, unknown } = explanation.firewalls
    expect([...survives, ...forgotten, ...closed, ...unknown].toSorted()).toEqual(
      idleMiddleboxes.map(({ id }) => id).toSorted(),
    )
  })
})

describe('of a client it is also told', () => {
  test('that its own connect timeout ends a connect, where it has one', () => {
    const client = clients.find(({ connectTimeoutMs }) => connectTimeoutMs !== undefined)
    const cell = cellOf(explainClient(client?.id ?? '').cells, 'power-off', 'connecting')
    expect(cell).toMatchObject({ mechanism: 'connect-timeout', window: [client?.connectTimeoutMs, expect.any(Number)] })
    expect(cellOf(explainSettings('linux').cells, 'power-off', 'connecting').mechanism).toBe('syn-retries')
  })

  test('that its pool drops an idle connection, which is no detection', () => {
    const cell = cellOf(explainClient('pgbouncer').cells, 'power-off', 'idle')
    expect(cell.sentence).toBe(
      'Closed after 10 min without use, which is no detection, because it closes an idle connection itself, and the next request makes a new one.',
    )
    expect(cellOf(explainSettings('linux').cells, 'power-off', 'idle').what).toBe('noticed')
  })

  test('that nobody knows, where nobody says whether it switches keepalive on', () => {
    const never = (id: string) =>
      explainClient(id).cells.filter(
        ({ what, fault, mechanism }) => what === 'never' && fault !== 'frozen-peer' && mechanism !== 'deaf',
      )
    const unknown = clients.filter(({ keepaliveUnknown }) => keepaliveUnknown)
    expect(unknown.flatMap(({ id }) => never(id))).toEqual([])
    expect(never('ws')).not.toEqual([])
  })
})

function explainSettings(text: string): Explanation {
  return explain({ settings: parseSettings(text), kernel })
}

function explainClient(id: string): Explanation {
  const client = findClient(id)
  return explain({ settings: parseSettings(client.settings), client, kernel })
}

function cellOf(cells: readonly Cell[], fault: string, state: ConnectionState): Cell {
  const cell = cells.find(one => one.fault === fault && one.state === state)
  if (!cell) throw new Error(`no cell ${fault} ${state}`)
  return cell
}
