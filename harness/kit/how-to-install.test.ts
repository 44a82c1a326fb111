import { expect, test } from 'vitest'
import { clientKinds } from '../subjects/clients/all.ts'
import { howToInstall } from './how-to-install.ts'

test('a program is named with its package in Debian and in Homebrew', () => {
  expect(howToInstall('/usr/lib/postgresql/15/bin/postgres', 'postgresql-15')).toBe(
    'apt install postgresql-15, or brew install postgresql@15',
  )
})

test("where Homebrew's would not be started it is not recommended", () => {
  expect(howToInstall('/usr/share/zookeeper/bin/zkServer.sh', 'zookeeper')).toBe(
    "apt install zookeeper (not Homebrew's zookeeper: it is started from where Debian puts it)",
  )
})

test('of a program that nobody knows only the package is named that its author named', () => {
  expect(howToInstall('no-such-server', 'no-such-package')).toBe('apt install no-such-package')
})

test('whatever a client library or its server needs is known', () => {
  const needed = clientKinds.flatMap(kind =>
    [kind.server(), kind.client()].flatMap(({ needs = {} }) => Object.entries(needs)),
  )
  expect(needed.filter(([program, debian]) => !/brew/.test(howToInstall(program, debian)))).toEqual([])
})
