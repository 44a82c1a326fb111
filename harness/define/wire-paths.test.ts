import { describe, expect, test } from 'vitest'
import { powerOff } from '../faults/power-off.ts'
import { command } from './command.ts'
import { parseScenario, type SystemSpec } from './scenario.ts'

type Names = 'db' | 'pool' | 'app'
const hosts = {
  db: command('db {port}'),
  pool: command('pool {port} {db.host}:{db.port}'),
  app: command('app {pool.host}:{pool.port}'),
}

/** A scenario whose bound is about this path of the wire. */
function watching(path: `wire:${Names}>${Names}`, more: Partial<SystemSpec<Names>['hosts']> = {}): string | undefined {
  const bounds = { detectedBy: path, within: '9s' } as const
  const spec = { hosts: { ...hosts, ...more }, fault: powerOff<Names>('db'), bounds }
  return parseScenario<Names>('a/b', 'it notices', spec, ['netns']).bounds[0].by
}

describe('a path of the wire', () => {
  test.for(['wire:app>pool', 'wire:pool>db'] as const)(
    'from who connects to whom he connects to is taken: %s',
    path => {
      expect(watching(path)).toBe(path)
    },
  )

  test.for([
    ['wire:db>pool', 'wire:pool>db'],
    ['wire:pool>app', 'wire:app>pool'],
  ] as const)('backwards is refused with the one that was meant: %s', ([path, meant]) => {
    expect(() => watching(path)).toThrow(
      new RegExp(`^Cannot use the bound: .*, got "${path}"\\..* Did you mean "${meant}"\\? \\[E_OBSERVER\\]$`),
    )
  })

  test('from a host to itself is refused', () => {
    expect(() => watching('wire:db>db')).toThrow('db does not connect to itself, got "wire:db>db"')
  })

  test('that hosts may find by themselves is taken: nobody names it, or one of them tells others where it is', () => {
    expect(watching('wire:app>db')).toBe('wire:app>db')
    expect(watching('wire:pool>app', { app: command('app {pool.host} --announce {self}') })).toBe('wire:pool>app')
  })
})
