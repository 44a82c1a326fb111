// Method: what is told is held against redis-py 8.1.0 as it was measured between two network namespaces: a subscriber's caller heard of a dead
// server after 103.3 s (104 s another time), one that was asking after 598.6 s (595 to 601 s). A client that tells what it notices says nothing later.
import { expect, test } from 'vitest'
import { parseSettings } from '../define/settings.ts'
import { findClient } from '../facts/clients.ts'
import type { ConnectionState } from '../model/connection-state.ts'
import { explain } from './explain.ts'

test('a subscriber of redis-py is told after its eleven connects, and not when keepalive notices', () => {
  const { window, told: [from, to] = [0, 0], sentence } = cellOf('redis-py', 'power-off', 'idle')
  expect(window?.[1]).toBeLessThan(60_000)
  expect([from < 103_300, 104_000 < to, to < 120_000]).toEqual([true, true, true])
  expect(sentence).toMatch(/; its caller gets the error after 70\.2 s to 1 min \d+ s: it retries silently first\.$/)
})

test('whoever waits for an answer of redis-py is told after ten minutes', () => {
  const { window, told: [from, to] = [0, 0] } = cellOf('redis-py', 'power-off', 'awaiting-answer')
  expect(window?.[1]).toBeLessThan(6_000)
  expect([from < 595_000, 601_000 < to, to < 640_000]).toEqual([true, true, true])
})

test('whoever asks a frozen server by redis-py is told after eleven questions: 59.2 s as measured', () => {
  const { told: [from, to] = [0, 0] } = cellOf('redis-py', 'frozen-peer', 'awaiting-answer')
  expect([from < 59_200, 59_200 < to, to < 65_000]).toEqual([true, true, true])
})

test.for([
  ['redis-py', 'process-kill', 'its connects are refused at once'],
  ['redis-py', 'reboot=30s', 'somebody answers them before it gives up'],
  ['pgx', 'power-off', 'it does not try again by itself'],
] as const)('%s under %s tells what it notices: %s', ([client, fault]) => {
  const cells = explained(client).filter(cell => cell.fault === fault)
  expect(cells).toHaveLength(5)
  expect(cells.filter(({ told }) => told !== undefined)).toEqual([])
})

function explained(id: string) {
  const client = findClient(id)
  return explain({ settings: parseSettings(client.settings), client, kernel: { release: '6.12', hz: 250 } }).cells
}

function cellOf(id: string, fault: string, state: ConnectionState) {
  const cell = explained(id).find(one => one.fault === fault && one.state === state)
  if (!cell) throw new Error(`no cell ${fault} ${state}`)
  return cell
}
