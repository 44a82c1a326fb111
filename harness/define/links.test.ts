import { expect, test } from 'vitest'
import { parseNetwork } from './network.ts'

const hosts = [{ name: 'db' }, { name: 'app' }]
const parsed = (links: object) => parseNetwork('it works', { links: { ...links } }, hosts)

test('links become data: durations in milliseconds, a rate in bits a second', () => {
  const db = {
    delay: '40ms',
    jitter: '5ms',
    loss: 0.5,
    duplicate: 1,
    reorder: 2,
    rate: '10mbit',
    mtu: 1_400,
    mssClamp: 1_360,
  }
  expect(parsed({ db })).toEqual({
    links: {
      db: {
        ...{ delayMs: 40, jitterMs: 5, lossPercent: 0.5, duplicatePercent: 1, reorderPercent: 2 },
        ...{ rateBitsPerSecond: 10_000_000, mtuBytes: 1_400, mssClampBytes: 1_360 },
      },
    },
  })
})
test('a misspelt host and a misspelt field are refused', () => {
  expect(() => parsed({ dbb: {} })).toThrow('Did you mean')
  expect(() => parsed({ db: { dealy: '1ms' } })).toThrow('Did you mean')
})
test.for([
  [{ loss: 101 }, 'its loss is no percentage, got "101"'],
  [{ duplicate: '1%' }, 'its duplicate is no percentage, got "1%"'],
  [{ jitter: '3s' }, 'its jitter is too long, got "3s"'],
  [{ reorder: 1 }, 'it reorders and has no delay, got "1"'],
  [{ mssClamp: 1.5 }, 'no such length of a segment, got "1.5". Give whole bytes from 88 to 8960'],
  [{ rate: '10' }, 'no such rate, got "10"'],
  [{ mtu: 1_279 }, 'no such MTU, got "1279". Give whole bytes from 1280 to 9000'],
])('%j is refused', ([link, message]) => {
  expect(() => parsed({ db: link })).toThrow(String(message))
})

test('whatever else a network is said to be stays said', () => {
  const network = { family: 6, nat: true, sysctls: { router: { 'net.ipv4.ip_default_ttl': 32 } }, links: {} } as const
  expect(parseNetwork('it works', network, hosts)).toEqual(network)
})
