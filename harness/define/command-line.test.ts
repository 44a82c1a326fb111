import { describe, expect, test } from 'vitest'
import { command } from './command.ts'

/** The words of a command. */
function words(line: string): readonly string[] {
  const { file, args } = command(line).command
  return [file, ...args]
}

describe('a command line', () => {
  test('is split as a shell would split it: quotes and backslashes are read', () => {
    expect(words(`psql -c "select 'a b'" 'c "d"' e\\ f ""`)).toEqual(['psql', '-c', "select 'a b'", 'c "d"', 'e f', ''])
    expect(words('app {db.host}:{app#1.port}\n  --more')).toEqual(['app', '{db.host}:{app#1.port}', '--more'])
  })

  test.for(['app "x', "app 'x", 'app x\\'])('is refused where a quote has no other half: %s', line => {
    expect(() => command(line)).toThrow(
      /has no other half, got .* Close it, or write its words as a list \[E_COMMAND\]/,
    )
  })

  test('does not begin with a variable: that is what a shell reads, and `env` is for', () => {
    expect(() => command('WHO=me node x.js')).toThrow(
      'Cannot start a program: a variable before the program is for a shell, got "WHO=me". ' +
        "Write env: { WHO: 'me' }, or shell: true [E_COMMAND]",
    )
    expect(words('node x.js WHO=me')).toEqual(['node', 'x.js', 'WHO=me'])
  })

  test.for(['a | b', 'a && b', 'a > b', 'a 2> b', 'a ; b', 'a &'])(
    'is refused where only a shell could run it: %s',
    line => {
      expect(() => command(line)).toThrow(/no shell reads its command, got .* Set shell: true/)
      expect(command(line, { shell: true }).command).toEqual({ file: '/bin/sh', args: ['-c', line] })
      expect(command(line.split(' ')).command.args).toEqual(line.split(' ').slice(1))
    },
  )

  test('as a list is no string for a shell', () => {
    expect(() => command(['a', 'b'], { shell: true })).toThrow('a shell reads a string, got "a b"')
  })
})

describe('a placeholder', () => {
  test.for([
    ['{hots}', '"{host}"'],
    ['{prot}', '"{port}"'],
    ['--dir={dirr}', '"{dir}"'],
    ['{db.hos}', '"{db.host}"'],
    ['{slef}', '"{self}"'],
    ['{self.prot}', '"{self.port}"'],
    ['{app#1.prot}', '"{app#1.port}"'],
  ] as const)('that is one slip from a known one is refused with what was meant: %s', ([word, meant]) => {
    expect(() => command(['app', word])).toThrow(/there is no such placeholder.*\[E_COMMAND\]$/)
    expect(() => command(['app', word])).toThrow(`Did you mean ${meant}?`)
    expect(() => command('app', { env: { X: word } })).toThrow(`Did you mean ${meant}?`)
    expect(() => command(`app ${word}`, { shell: true })).toThrow(`Did you mean ${meant}?`)
  })

  // biome-ignore lint/suspicious/noTemplateCurlyInString: a shell's variable is meant
  test.for(['{print}', '${hots}', '{name}', '{db.name}', '{port.admin}', '({ hots }) => {hots}', '{db.port.adm}'])(
    'is nothing that means something else: %s',
    word => {
      expect(command(['app', word]).command.args).toEqual([word])
    },
  )
})

describe('the name of a program', () => {
  test.for([
    ['./bin/orders-web --db {host}', 'orders-web'],
    ['node dist/reader.js {host}', 'reader.js'],
    ['node --no-warnings dist/writer.mjs', 'writer.mjs'],
    ['java -Xint -jar build/reader.jar', 'reader.jar'],
    ['python3.12 -u serve.py', 'serve.py'],
    ['node -e "listen(1.5)"', 'node'],
    ['node', 'node'],
    ['psql -f schema.sql', 'psql'],
  ] as const)('is that of its file, or of the script that an interpreter is given: %s', ([line, name]) => {
    expect(command(line).name).toBe(name)
  })

  test.for([
    ['cat; echo done', 'cat'],
    ['me=$$; (sleep 2; kill $me) & ./orders', 'sleep'],
    ['me=$$; (sleep 2; kill $me) & exec /usr/bin/orders {port}', 'orders'],
    ['cd /srv && ./orders', 'orders'],
    ['while true; do nc -l {port}; done', 'nc'],
    ['{ ./orders & wait; }', 'orders'],
    ['set -e\n  ./orders --db "a; b" >log 2>&1', 'orders'],
    ['trap "exit 0" TERM; orders', 'orders'],
    ['"$RUN" me', 'sh'],
    ['$RUN', 'sh'],
    [':', 'sh'],
  ] as const)('is a word that can be read where a shell is given a line: %s', ([line, name]) => {
    expect(command(line, { shell: true }).name).toBe(name)
    expect(command(['sh', '-c', line]).name).toBe(name)
  })

  test('is that of the first program in a line for a shell', () => {
    expect(command('WHO=me exec ./orders | tee log', { shell: true }).name).toBe('orders')
    expect(command('./orders | tee log', { shell: true }).name).toBe('orders')
  })
})

describe('what a program reads', () => {
  test('is nothing, unless it is told otherwise', () => {
    expect(command('ssh').command.stdin).toBeUndefined()
    expect(command('ssh', { stdin: 'closed' }).command.stdin).toBeUndefined()
    expect(command('ssh', { stdin: 'open' }).command.stdin).toBe('open')
    expect(command('psql', { stdin: { text: 'select 1' } }).command.stdin).toEqual({ text: 'select 1' })
  })

  test('is refused where it is something else', () => {
    // @ts-expect-error: neither
    expect(() => command('ssh', { stdin: 'select 1' })).toThrow(
      "stdin is 'closed', 'open' or { text }, got \"select 1\"",
    )
  })
})

test('a user is a name', () => {
  expect(command('postgres', { user: 'postgres' }).command.user).toBe('postgres')
  expect(() => command('postgres', { user: 'a b' })).toThrow('its user is no name, got "a b" [E_COMMAND]')
})
