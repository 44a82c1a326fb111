import { describe, expect, test } from 'vitest'
import { command } from '../define/command.ts'
import { withOwnSettings } from './placed.ts'

describe('a program whose command takes settings', () => {
  test.for([
    ['keepalive=10/5/3', 'keepalive=10/5/3'],
    ['user-timeout=25000ms,heartbeat=1000ms/500ms', 'user-timeout=25s,heartbeat=1s/500ms'],
    ['linux', 'linux'],
    ['off', 'off'],
  ] as const)('that declares %s is started with %s', ([settings, words]) => {
    const made = command('web {settings} --detect={settings}', { settings, env: { DETECT: '{settings}' } })
    expect(withOwnSettings(made)).toMatchObject({ args: [words, `--detect=${words}`], env: { DETECT: words } })
  })

  test.for([
    command('web {host} {settings}'),
    command('web --detect={settings}'),
    command('web', { env: { DETECT: '{settings}' } }),
    command('exec web {settings}', { shell: true }),
  ])('and declares none is refused, with what to declare', made => {
    expect(() => withOwnSettings(made)).toThrow(
      /^Cannot start "web": its command takes \{settings\}, and it declares none\. .*settings: 'keepalive=10\/5\/3'.* \[E_COMMAND\]$/,
    )
  })
})

test.for(['const {settings} = read()', '({settings}) => settings', '{host}'])(
  '%s in the text of a program is its own',
  text => {
    const made = command(['node', '-e', text])
    expect(withOwnSettings(made)).toBe(made.command)
  },
)
