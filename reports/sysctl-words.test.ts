import { expect, test } from 'vitest'
import { timerSysctls } from '../harness/netlink/timer-sysctls.ts'
import { sysctlWords } from './sysctl-words.ts'

const step = { id: 0, does: { kind: 'power-off', host: 'db' }, atMs: 0, byMs: 0 } as const
const asItComes = { 'net.ipv4.tcp_retries2': 15, 'net.ipv4.tcp_keepalive_time': 7_200 }

test.for<[sysctls: Readonly<Record<string, number>>, words: string]>([
  [asItComes, 'app: all 2 as Linux comes'],
  [{ ...asItComes, 'net.ipv4.tcp_retries2': 6 }, 'app: tcp_retries2 6, 1 more as Linux comes'],
  [{ 'net.ipv4.tcp_retries2': 6 }, 'app: tcp_retries2 6'],
])('%j is said in words', ([sysctls, words]) => {
  expect(sysctlWords({ steps: [step, { ...step, sysctls: { app: sysctls } }] })).toEqual([words])
})

test('each client has its own, and where none were read nothing is said', () => {
  const sysctls = { app: asItComes, worker: { 'net.ipv4.tcp_retries2': 3 } }
  expect(sysctlWords({ steps: [{ ...step, sysctls }] })).toEqual([
    'app: all 2 as Linux comes',
    'worker: tcp_retries2 3',
  ])
  expect(sysctlWords({ steps: [step] })).toEqual([])
})

test.runIf(process.platform === 'linux')('whatever is read of a kernel is said', () => {
  const read = timerSysctls()
  const off = Object.fromEntries(Object.keys(read).map(name => [name, -1]))
  const [words = ''] = sysctlWords({ steps: [{ ...step, sysctls: { app: off } }] })
  expect(words.match(/ -1/g)).toHaveLength(Object.keys(read).length)
})
