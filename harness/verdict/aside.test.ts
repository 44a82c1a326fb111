import { expect, test } from 'vitest'
import type { Connection } from '../model/connection.ts'
import type { Action } from '../model/step.ts'
import { asideWords } from './aside.ts'

const hosts = [
  { name: 'db', connectsTo: [] },
  { name: 'web', connectsTo: ['db'] },
  { name: 'other', connectsTo: [] },
]
const toDb: Connection = { id: 1, from: 'web', to: 'db', bornMs: 0, remote: { address: '198.18.2.2', port: 7000 } }
const hole = (where: object): Action => ({ kind: 'black-hole', toward: 'both', ...where })

test("a hole between two hosts that say nothing to each other is on nobody's way", () => {
  expect(asideWords(hole({ between: ['web', 'other'] }), { hosts, connections: [toDb] })).toBe(
    'black-hole struck nobody: nothing went between web and other',
  )
})

test.for<[string, object, readonly Connection[]]>([
  ['all traffic', {}, [toDb]],
  ['a path that somebody takes', { between: ['db', 'web'] }, [toDb]],
  ['a path that somebody may take yet', { between: ['web', 'db'] }, []],
  ['a way that no command told of', { between: ['other', 'db'] }, [toDb, { ...toDb, id: 2, from: 'other' }]],
  ['a port that nobody uses, which may be the claim', { port: 7001 }, [toDb]],
  ['somebody who is no host of the system', { between: ['web', 'router'] }, [toDb]],
])('a hole of %s is not', ([, where, connections]) => {
  expect(asideWords(hole(where), { hosts, connections })).toBeUndefined()
})

test('what is no fault strikes nobody, and is meant to', () => {
  expect(asideWords({ kind: 'heal', step: 0 }, { hosts, connections: [] })).toBeUndefined()
})
