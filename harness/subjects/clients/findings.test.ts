import { expect, test } from 'vitest'
import { clientFindings } from './findings.ts'
import { ioredis } from './ioredis.ts'
import { pg } from './pg.ts'

test('a server that is missing is named with its package and the clients that go without it', () => {
  const nothing = () => undefined
  expect(clientFindings([pg, ioredis], nothing)).toContainEqual({
    what: 'postgres',
    state: 'missing',
    detail: 'no /usr/lib/postgresql/15/bin/postgres: scenarios with pg are skipped',
    fix: 'apt install postgresql-15, or brew install postgresql@15',
  })
})

test('what is there is told once, with where it is and for whom', () => {
  const found = clientFindings([pg, ioredis], program => `/usr/bin/${program}`)
  expect(found.filter(({ what }) => what === 'npm')).toEqual([
    { what: 'npm', state: 'ready', detail: '/usr/bin/npm: for pg, ioredis' },
  ])
})
