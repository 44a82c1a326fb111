// Settings as the words of a command: `{settings}` in it is their one short spelling, for a client that is to be tried with several.
import { formatSettings } from './format-settings.ts'
import { fillText } from './placeholders.ts'
import type { Settings } from './settings.ts'
import type { Command } from './subject.ts'

const placeholder = '{settings}'

/** Whether its command names them, in its words or its environment. */
export function takesSettings({ args, env = {} }: Command): boolean {
  return [...args, ...Object.values(env)].some(word => word.includes(placeholder))
}

/** The command with these settings in it. */
export function toldSettings(command: Command, settings: Settings): Command {
  const fill = (word: string) => fillText(word, { [placeholder]: formatSettings(settings) })
  const { args, env } = command
  const filled = env && Object.fromEntries(Object.entries(env).map(([name, value]) => [name, fill(value)]))
  return { ...command, args: args.map(fill), ...(filled ? { env: filled } : {}) }
}

/** Whether it would be started with the placeholder as it is. In a program's text that means something else, such as `const {settings} = read()`. */
export function asksForSettings({ args, env = {} }: Command): boolean {
  return [...args, ...Object.values(env)].some(text => asWord.test(text) && !inProgram.test(text))
}

const asWord = /(?:^|[\s=:])\{settings\}(?=$|[\s,;])(?!\s*=)/
const inProgram = /\b(?:const|let|var)\s*\{settings\}/
