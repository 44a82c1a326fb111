import { availableParallelism } from 'node:os'
import { expect, test } from 'vitest'
import { affinityOf, setAffinity } from './affinity.ts'

const linux = test.skipIf(process.platform !== 'linux')

linux('a thread is held to one processor, and let go again', () => {
  const own = affinityOf(0)
  expect(own).toHaveLength(availableParallelism())
  try {
    setAffinity(0, own.slice(-1))
    expect(affinityOf(0)).toEqual(own.slice(-1))
  } finally {
    setAffinity(0, own)
  }
  expect(affinityOf(0)).toEqual(own)
})

linux('a thread that has gone, and a processor that is not there, are told', () => {
  expect(() => affinityOf(2 ** 22)).toThrow('sched_getaffinity: ESRCH')
  expect(() => setAffinity(0, [8_000])).toThrow('sched_setaffinity: EINVAL')
})
