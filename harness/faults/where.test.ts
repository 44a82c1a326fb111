import { expect, test } from 'vitest'
import { messageOf } from '../kit/errors.ts'
import { blackHole } from './black-hole.ts'
import { conntrackFlush } from './conntrack-flush.ts'
import { duplicate } from './duplicate.ts'
import { idleFirewall } from './idle-firewall.ts'
import { reject } from './reject.ts'
import { reorder } from './reorder.ts'
import { replay } from './replay.ts'
import { reset } from './reset.ts'
import { slow } from './slow.ts'

type Between = { between: readonly [string, string] }

test.for<[string, (where: Between) => unknown]>([
  ['black-hole', where => blackHole(where)],
  ['connection-reset', where => reset(where)],
  ['reject', where => reject('reset', where)],
  ['replay', where => replay(where)],
  ['conntrack-flush', where => conntrackFlush(where)],
  ['slow', where => slow({ delay: '1s', ...where })],
  ['duplicate', where => duplicate({ percent: 10, ...where })],
  ['reorder', where => reorder({ percent: 10, delay: '5ms', ...where })],
  ['idle-firewall', where => idleFirewall({ idle: '30s', ...where })],
])('%s is between two hosts, and not between a host and itself', ([kind, make]) => {
  expect(make({ between: ['db', 'app'] })).toMatchObject({ kind, between: ['db', 'app'] })
  expect(refusalOf(() => make({ between: ['db', 'db'] }))).toBe(
    `Cannot use the fault ${kind}: between is of two hosts, got "db, db". Write between: ['client', 'server'] [E_WHERE]`,
  )
})

function refusalOf(make: () => unknown): string {
  try {
    return JSON.stringify(make())
  } catch (thrown) {
    return messageOf(thrown)
  }
}
