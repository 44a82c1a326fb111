// Method: the words of a shell are answered, and the script that bash sources completes with them as a person's Tab does. Other shells where they are.
import { readdir } from 'node:fs/promises'
import { execa } from 'execa'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isInstalled } from '../kit/on-path.ts'
import { makeProject, type Project } from '../vitest/fixtures/project.ts'
import { cli } from './fixtures/cli.ts'
import { openTerminal } from './fixtures/tmux.ts'

describe('completion', () => {
  let project: Project
  beforeAll(async () => {
    const files = ['power-off/reader', 'power-off/writer', 'idle'].map(name => `scenarios/${name}.scenario.ts`)
    project = await makeProject(Object.fromEntries(files.map(file => [file, ''])))
  })
  afterAll(async () => project[Symbol.asyncDispose]())

  const words = async (...typed: readonly string[]) => {
    const { stdout, exitCode } = await project.halfopen('complete', '--', ...typed)
    expect(exitCode).toBe(0)
    return stdout
      .split('\n')
      .filter(line => !line.startsWith(':'))
      .map(line => line.split('\t')[0])
  }

  test('has the commands, with what each does', async () => {
    expect(await words('re')).toEqual(['report', 'recommend'])
    const { stdout } = await project.halfopen('complete', '--', 'doc')
    expect(stdout).toMatch(/^doctor\twhat is ready here/)
  })

  test('has the options of a command and what one takes', async () => {
    expect(await words('run', '--cl')).toEqual(['--clock'])
    expect(await words('run', '--clock', '')).toEqual(['virtual', 'real', 'both'])
    expect(await words('report', '--format', 'j')).toEqual(['junit', 'json'])
    expect(await words('compare', '--faults', 'power-')).toEqual(['power-off'])
    expect(await words('compare', '--faults', 'blip')).toEqual(['blip=5s'])
    expect(await words('run', '--prove')).toEqual([])
  })

  test('has the names of scenarios and of their folders, and the clients', async () => {
    expect(await words('run', 'p')).toEqual(['power-off/', 'power-off/reader', 'power-off/writer'])
    expect(await words('run', '--strict', 'power-off/w')).toEqual(['power-off/writer'])
    expect(await words('explain', 'ioredis')).toEqual(['ioredis-6', 'ioredis-5'])
  })

  test('a shell that there is not is an error with those that there are', async () => {
    const { stderr, exitCode } = await project.halfopen('complete', 'tcsh')
    expect(stderr).toBe(
      'Cannot complete: there is no such shell, got "tcsh". Use bash, zsh, fish, powershell. Did you mean "bash"? [E_USAGE]',
    )
    expect(exitCode).toBe(64)
  })

  const own = `halfopen() { ${process.execPath} ${cli} "$@"; }`
  const shells = {
    bash: `${own}; source <(halfopen complete bash)
tab() { COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMP_LINE="$*"; COMP_POINT=\${#COMP_LINE}
__halfopen_complete; echo "\${COMPREPLY[@]}"; }
tab halfopen run power-off/r`,
    fish: `function halfopen; ${process.execPath} ${cli} $argv; end; halfopen complete fish | source; complete -C 'halfopen run power-off/r'`,
    zsh: `${own}; bindkey '^I' complete-word; autoload -U compinit && compinit -D; source <(halfopen complete zsh); whence -w _halfopen`,
  } as const

  for (const [shell, script] of Object.entries(shells))
    test.skipIf(!isInstalled(shell))(`${shell} takes its script`, async () => {
      const { stdout } = await execa(shell, ['-c', script], { cwd: project.folder, stdin: 'ignore' })
      expect(stdout).toMatch(shell === 'zsh' ? /_halfopen: function/ : /power-off\/reader/)
    })

  const typed = [
    '$(touch run)',
    '`touch run`',
    '"$(touch run)',
    '--output=$(touch run)=',
    'a; touch run;',
    '<(touch run)',
  ]

  for (const shell of ['bash', 'zsh', 'fish'] as const)
    test.skipIf(!isInstalled(shell) || !isInstalled('tmux'))(
      `in ${shell} Tab runs nothing of what is typed, and nothing that a file is called`,
      { timeout: 120_000 },
      async () => {
        await using here = await makeProject({
          'scenarios/$(touch run)/a.scenario.ts': '',
          'scenarios/b`touch run`.scenario.ts': '',
        })
        // Of itself zsh expands what stands before the cursor.
        const start = { bash: 'bash --norc', zsh: 'zsh -f', fish: 'fish --no-config' }[shell]
        await using terminal = await openTerminal(start, { cwd: here.folder, columns: 160 })
        const [setup] = shells[shell].split(/\n(?=tab|$)|; (?=complete -C|whence)/)
        await terminal.type(`${setup}`, 'Enter')
        await terminal.type("echo re''ady", 'Enter')
        await terminal.shows(/^ready/m)
        await terminal.type('halfopen explain ioredi', 'Tab')
        await terminal.shows(/explain ioredis-/)
        await terminal.type('', 'C-e', 'C-u')
        for (const [at, word] of [...typed, ''].entries()) {
          await terminal.type(`halfopen run ${word}`, 'Tab', 'Tab', 'C-e', 'C-u')
          await terminal.type(`echo as''ked-${at}`, 'Enter')
          await terminal.shows(new RegExp(`^asked-${at}`, 'm'))
        }
        expect(await readdir(here.folder)).not.toContain('run')
        await terminal.type(": $(touch run); echo al''l", 'Enter')
        await terminal.shows(/^all/m)
        expect(await readdir(here.folder), 'what is run is seen').toContain('run')
      },
    )
})
