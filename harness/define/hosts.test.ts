import { describe, expect, test } from 'vitest'
import { command } from './command.ts'
import { type HostSpec, pairHosts, parseHosts, towards } from './hosts.ts'

/** A host whose command names others. */
function naming(...others: readonly string[]): HostSpec {
  return command(['program', ...others.flatMap(name => [`{${name}.host}`, `--port={${name}.port}`])])
}

function orderOf(specs: Readonly<Record<string, HostSpec>>): readonly string[] {
  return parseHosts('it notices', specs).map(({ name }) => name)
}

describe('who connects to whom', () => {
  test('follows from the commands, each once, in arguments and in the environment', () => {
    const app = command('app {db.host} {db.port}', { env: { CACHE: 'tcp://{cache.host}:{cache.port}/0' } })
    const hosts = parseHosts('it notices', { db: naming(), cache: naming(), app })
    expect(hosts.map(({ name, connectsTo, listens }) => ({ name, connectsTo, listens }))).toEqual([
      { name: 'db', connectsTo: [], listens: true },
      { name: 'cache', connectsTo: [], listens: true },
      { name: 'app', connectsTo: ['db', 'cache'], listens: false },
    ])
  })

  test('is not told by an address of its own, nor by braces that name nobody', () => {
    const alone = command('db {host} {port} {dir} {db.host} {db.name}')
    expect(parseHosts('it notices', { db: alone })).toEqual([
      { name: 'db', program: alone, connectsTo: [], listens: true },
    ])
  })

  test('is not told by what a host says of itself, and none is called so', () => {
    const client = command('app {host}:{port} --announce {self.host}:{self.port} {self.port.admin}')
    const [, app] = pairHosts({ client, server: command('db {port.admin}') })
    expect([app?.connectsTo, app?.program.command.args]).toEqual([
      ['server'],
      ['{server.host}:{server.port}', '--announce', '{self.host}:{self.port}', '{self.port.admin}'],
    ])
    expect(() => parseHosts('it notices', { self: command('db') })).toThrow('a host cannot be called so, got "self"')
    expect(() => parseHosts('it notices', { app: command('app {slef.host}') })).toThrow('Did you mean "self"?')
  })

  test('makes a server of whoever is named, also if he connects to others', () => {
    const hosts = parseHosts('it notices', { db: naming(), pool: naming('db'), app: naming('pool') })
    expect(hosts.map(({ listens }) => listens)).toEqual([true, true, false])
  })
})

describe('the starting order', () => {
  test('is by who names whom, and not by who was written first', () => {
    expect(orderOf({ app: naming('pool'), pool: naming('db'), db: naming() })).toEqual(['db', 'pool', 'app'])
  })

  test('is as written where nobody names anybody', () => {
    expect(orderOf({ c: naming(), a: naming(), b: naming() })).toEqual(['c', 'a', 'b'])
  })

  test('of hosts that name each other is as written, before whoever names them', () => {
    expect(orderOf({ c: naming('a', 'b'), a: naming('b', 'c'), b: naming('a', 'c'), app: naming('a') })).toEqual([
      'c',
      'a',
      'b',
      'app',
    ])
  })
})

describe('a host may come several times', () => {
  test('by number, each with the same program', () => {
    const app = naming('db')
    const hosts = parseHosts('it notices', {
      db: naming(),
      app: { program: app as ReturnType<typeof command>, count: 3 },
    })
    expect(hosts.map(({ name }) => name)).toEqual(['db', 'app#1', 'app#2', 'app#3'])
    expect(hosts.slice(1).map(({ program }) => program)).toEqual([app, app, app])
  })

  test('and one of them be named by its number, while the name of all is no host', () => {
    const db = { program: command('db'), count: 2 }
    expect(parseHosts('it notices', { db, app: naming('db#2') })[2]?.connectsTo).toEqual(['db#2'])
    expect(() => parseHosts('it notices', { db, app: naming('db') })).toThrow(
      'Cannot use scenario "it notices": app names db, and there is no such host. There are db#1, db#2, app.',
    )
  })

  test.for([0, -1, 1.5, 101, Number.NaN])('but not %s times', count => {
    expect(() => parseHosts('it notices', { app: { program: command('app'), count } })).toThrow(
      `count is a whole number from 1 to 100, got "${count}". Write count: 2 [E_HOST]`,
    )
  })
})

describe('what cannot be is refused', () => {
  test('a name that no host has, with the nearest', () => {
    expect(() => orderOf({ database: naming(), app: naming('databse') })).toThrow(
      'app names databse, and there is no such host. There are database, app. Did you mean "database"? [E_HOST]',
    )
  })

  test('a stand-in for nobody', () => {
    const specs = { db: naming(), spare: { program: command('db'), standsInFor: 'dbb' } }
    expect(() => orderOf(specs)).toThrow(
      'spare names dbb, and there is no such host. There are db, spare. Did you mean "db"?',
    )
    expect(parseHosts('it notices', { ...specs, spare: { ...specs.spare, standsInFor: 'db' } })[1]?.standsInFor).toBe(
      'db',
    )
  })

  test.for(['both', 'wire', '1st', 'my db', 'a.b', '', 'app#1', '-app'])('a host called "%s"', name => {
    expect(() => orderOf({ [name]: naming() })).toThrow(`a host cannot be called so, got "${name}"`)
  })

  test.for(['db', 'Db2', 'my-db', 'my_db', 'client', 'x'])('but not one called "%s"', name => {
    expect(orderOf({ [name]: naming() })).toEqual([name])
  })

  test('no hosts, and a misspelt option', () => {
    expect(() => orderOf({})).toThrow('it has no hosts. Write hosts: {')
    const misspelt = { program: command('db'), standInFor: 'db' }
    expect(() => orderOf({ db: misspelt })).toThrow('Did you mean "standsInFor"?')
  })
})

describe('a pair', () => {
  const [client, server] = [command('client {host}:{port}', { env: { AT: '{host}' } }), command('server {port}')]

  test("is a server and a client whose own address is the server's", () => {
    expect(pairHosts({ client, server })).toEqual([
      { name: 'server', program: server, connectsTo: [], listens: true },
      {
        name: 'client',
        program: command('client {server.host}:{server.port}', { env: { AT: '{server.host}' } }),
        connectsTo: ['server'],
        listens: false,
      },
    ])
  })

  test('has a standby between them where there is one, which stands in for the server', () => {
    const hosts = pairHosts({ client, server, standby: server })
    expect(hosts.map(({ name, standsInFor }) => [name, standsInFor])).toEqual([
      ['server', undefined],
      ['standby', 'server'],
      ['client', undefined],
    ])
  })
})

test("a program's own address becomes another host's, and what names other hosts stays", () => {
  expect(towards(command('app {host} {port} {db.host}'), 'pool').command.args).toEqual([
    '{pool.host}',
    '{pool.port}',
    '{db.host}',
  ])
})

test('whoever names a circle of hosts comes after all of it, wherever it is written', () => {
  const named = (...others: readonly string[]) => command(['x', ...others.map(other => `{${other}.host}`)])
  const hosts = parseHosts('a claim', { app: named('a'), a: named('b'), b: named('c'), c: named('a') })
  expect(hosts.map(({ name }) => name)).toEqual(['a', 'b', 'c', 'app'])
})
