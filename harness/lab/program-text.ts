// A program as its author would write it in a scenario: command('...', { ... }).
import { nameOf as ownName } from '../define/command-line.ts'
import { literal, nameOf, patternLiteral } from '../kit/literal.ts'
import { formatSettings } from '../model/format-settings.ts'
import type { Command, Pattern, ReadySign, SubjectSpec } from '../model/subject.ts'
import { lengthText } from './length-text.ts'

/** The call, over several lines where it says more than its command. */
export function programText(program: SubjectSpec): string {
  const {
    command,
    files,
    before,
    ready,
    says,
    settings,
    undeclared,
    protocol,
    needs,
    memoryMb,
    yields,
    notRepeatable,
  } = program
  const { env, cwd, user, stdin } = command
  const options = [
    option('name', program.name === ownName(command) ? undefined : program.name),
    ...Object.entries({ env, cwd, user, stdin, files, needs, protocol, notRepeatable }).map(([name, value]) =>
      option(name, value),
    ),
    option(
      'before',
      before?.map(step => ({ run: wordsOf(step.command), within: lengthText(step.withinMs) })),
    ),
    ready === undefined ? undefined : `ready: ${readyTexts(ready)}`,
    ...Object.entries(says).map(
      ([name, pattern]: [string, Pattern | undefined]) => pattern && `${name}: ${patternLiteral(pattern)}`,
    ),
    option('settings', undeclared ? undefined : formatSettings(settings)),
    option('memory', memoryMb === undefined ? undefined : `${memoryMb}MB`),
    option('yields', yields),
  ].filter(text => text !== undefined)
  const more = options.length === 0 ? '' : `, {\n${options.map(text => `  ${text},\n`).join('')}}`
  return `command(${commandText(command)}${more})`
}

function option(name: string, value: unknown): string | undefined {
  return value === undefined ? undefined : `${nameOf(name)}: ${literal(value)}`
}

/** As one text where nothing in it has to be quoted. */
function commandText(command: Command): string {
  const words = wordsOf(command)
  const isPlain = words.every(word => /^[\w@%+=:,./{}[\]#-]+$/.test(word)) && !/^\w+=/.test(words[0] ?? '')
  return literal(isPlain ? words.join(' ') : words)
}

function wordsOf({ file, args }: Command): readonly string[] {
  return [file, ...args]
}

/** One stands by itself. */
function readyTexts(signs: readonly ReadySign[]): string {
  const texts = signs.map(readyText)
  return texts.length === 1 ? texts.join('') : `[${texts.join(', ')}]`
}

function readyText(sign: ReadySign): string {
  switch (sign.kind) {
    case 'line':
      return patternLiteral(sign.pattern)
    case 'port':
      return literal({ port: sign.port ?? 'port' })
    case 'http':
      return literal({ http: sign.path, port: sign.port, status: sign.status })
    default:
      return literal({ command: wordsOf(sign.command) })
  }
}
