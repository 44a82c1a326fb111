// What stands for an address in a command: `{host}` and `{port}` for one's own, `{db.host}` and `{db.port}` for those of the host db.
import type { Command } from './subject.ts'
import type { HostName } from './units.ts'

/** The other hosts that a command names, in the order in which it does. */
export function hostsNamedIn({ args, env = {} }: Command): readonly HostName[] {
  const words = [...args, ...Object.values(env)]
  return [...new Set(words.flatMap(word => [...word.matchAll(named)].flatMap(([, name]) => name ?? [])))]
}

/** The command with texts put in place of others, in its arguments and its environment. */
export function fillCommand(command: Command, texts: Readonly<Record<string, string>>): Command {
  const fill = (word: string) =>
    Object.entries(texts).reduce((filled, [placeholder, text]) => filled.replaceAll(placeholder, text), word)
  const { args, env } = command
  const filled = env && Object.fromEntries(Object.entries(env).map(([name, value]) => [name, fill(value)]))
  return { ...command, args: args.map(fill), ...(filled ? { env: filled } : {}) }
}

const named = /\{([a-z][\w-]*(?:#\d+)?)\.(?:host|port)\}/gi
