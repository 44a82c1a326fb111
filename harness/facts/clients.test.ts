import { describe, expect, test } from 'vitest'
import { parseSettings } from '../define/settings.ts'
import { formatSettings } from '../model/format-settings.ts'
import { clients, findClient } from './clients.ts'

test.for([
  ['mysql-server', 'linux', undefined, 28_800],
  ['dotnet-httpclient', 'request-timeout=100s', undefined, 60],
  ['java-httpclient', 'off', undefined, 30],
  ['okhttp', 'request-timeout=10s', 10, 300],
  ['hikaricp', 'heartbeat=120s/5s', undefined, undefined],
  ['lettuce', 'keepalive=13/13/3,request-timeout=60s', 10, undefined],
  ['jedis', 'linux,request-timeout=2s', 2, undefined],
  ['kafka-java', 'linux,request-timeout=30s', 10, 540],
  ['mongodb-java', 'keepalive=120/10/9', 10, undefined],
  ['curl', 'keepalive=60/60/9', 300, undefined],
  ['requests', 'off', undefined, undefined],
  ['httpx', 'request-timeout=5s', 5, 5],
  ['aiohttp', 'request-timeout=300s', 30, 15],
  ['boto3', 'request-timeout=60s', 60, undefined],
  ['php-mysqlnd', 'linux,request-timeout=86400s', undefined, undefined],
  ['ruby-net-http', 'request-timeout=60s', 60, 2],
  ['reqwest', 'keepalive=15/15/3,user-timeout=30s', undefined, 90],
] as const)('%s has %s as it comes', ([id, settings, connect, closes]) => {
  const { connectTimeoutMs, closesIdleMs, ...client } = findClient(id)
  expect([client.settings, connectTimeoutMs, closesIdleMs]).toEqual([settings, ms(connect), ms(closes)])
})

test('that the MySQL server switches keepalive on is known', () => {
  expect(findClient('mysql-server')).not.toHaveProperty('keepaliveUnknown')
})

test('what the league has measured of a client stands among its facts', () => {
  const { measured } = findClient('pg')
  expect(measured.some(line => line.startsWith('pg 8.23.1 as it comes: power-off, idle never'))).toBe(true)
})

describe('the facts', () => {
  test('give no id to two clients, and settings that can be read', () => {
    expect(clients.map(({ id }) => id)).toEqual([...new Set(clients.map(({ id }) => id))])
    for (const { settings } of clients) expect(parseSettings(formatSettings(parseSettings(settings)))).toBeDefined()
  })

  test('have a source, whatever they are graded', () => {
    expect(clients.filter(({ sources }) => sources.length === 0)).toEqual([])
  })

  test('know how long each try takes of those that try again in silence', () => {
    const silent = clients.filter(({ retries }) => retries !== undefined)
    expect(silent.map(({ id }) => id)).toEqual(['redis-py', 'boto3', 'ruby-net-http'])
    expect(silent.filter(({ connectTimeoutMs }) => connectTimeoutMs === undefined)).toEqual([])
  })
})

function ms(seconds: number | undefined): number | undefined {
  return seconds === undefined ? undefined : seconds * 1_000
}
