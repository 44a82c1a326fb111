import { describe, expect, test } from 'vitest'
import { command } from './command.ts'

describe('what runs before a program', () => {
  test('is commands with limits, in the environment and as the user of the program', () => {
    const { before } = command('postgres', {
      user: 'postgres',
      env: { A: 'b' },
      before: ["initdb -D '{dir}/my data'", { run: ['createdb', 'x y'], within: '10s', user: 'app' }],
    })
    expect(before).toEqual([
      {
        command: { file: 'initdb', args: ['-D', '{dir}/my data'], user: 'postgres', env: { A: 'b' } },
        withinMs: 30_000,
      },
      { command: { file: 'createdb', args: ['x y'], user: 'app', env: { A: 'b' } }, withinMs: 10_000 },
    ])
  })

  test('may be one command, and one for a shell', () => {
    expect(command('x', { before: 'y z' }).before).toHaveLength(1)
    const { before } = command('x', { before: { run: 'a > b', shell: true } })
    expect(before?.[0]?.command).toEqual({ file: '/bin/sh', args: ['-c', 'a > b'] })
  })

  test('is refused where it is misspelt, or no command', () => {
    // @ts-expect-error: misspelt
    expect(() => command('x', { before: { run: 'y', withn: '1s' } })).toThrow('Did you mean "within"?')
    // @ts-expect-error: no command
    expect(() => command('x', { before: [3] })).toThrow('a step is a command, got "3"')
    // @ts-expect-error: no command
    expect(() => command('x', { before: { within: '1s' } })).toThrow('a step is a command, got "undefined"')
    expect(() => command('x', { before: '' })).toThrow('its command is empty')
  })
})

describe('the files of a program', () => {
  test('are texts by their paths in its folder', () => {
    const files = { 'conf/pool.ini': 'host={db.host}' }
    expect(command('x', { files }).files).toEqual(files)
  })

  test.for(['/etc/passwd', '../x', 'a/../../x', 'a//b', '', './a', 'a\0b'])('do not lead out of it: %j', path => {
    expect(() => command('x', { files: { [path]: '' } })).toThrow('its path has to lie in the folder')
  })
})
