// What stands for something else in a command and its files: `{host}` and `{port}` for where to listen or to connect to, `{db.host}` and
// `{db.port}` for the address of the host db, `{self}` and `{self.port}` for one's own, `{port.admin}` and `{db.port.admin}` for one more port by
// name, `{dir}` for the host's own folder.
import type { Command, SubjectSpec } from './subject.ts'
import type { HostName } from './units.ts'

/** What of a program may hold placeholders. */
export type Placeable = Pick<SubjectSpec, 'command' | 'files' | 'before' | 'ready'>

/** The other hosts that a command names, in the order in which it does. */
export function hostsNamedIn(command: Command): readonly HostName[] {
  return namedIn(textsOf(command))
}

/** The other hosts that a program names, in its command, its files and what runs before it. */
export function hostsNamedBy(program: Placeable): readonly HostName[] {
  return namedIn(textsOfProgram(program))
}

/** Whether it names a port of its own, by no name. */
export function namesOwnPort(program: Placeable): boolean {
  return textsOfProgram(program).some(text => text.includes('{port}') || text.includes('{self.port}'))
}

/** Whether it names its own address, as one that tells others where it is. */
export function namesOwnAddress(program: Placeable): boolean {
  return textsOfProgram(program).some(text => ownAddress.test(text))
}

/** The further ports of its own that a program names, in the order in which it does. */
export function portsNamedBy(program: Placeable): readonly string[] {
  return unique(textsOfProgram(program).flatMap(text => [...text.matchAll(ownPort)].map(([, name = '']) => name)))
}

/** The further ports of others that a program names. */
export function portsOfOthersIn(program: Placeable): readonly { host: HostName; port: string }[] {
  const found = textsOfProgram(program).flatMap(text => [...text.matchAll(othersPort)])
  return found.map(([, host = '', port = '']) => ({ host, port })).filter(({ host }) => host !== self)
}

/** Those of some names that a program speaks of, as `jdbc:postgresql://db.test:5432/x` does. */
export function namesIn(program: Placeable, names: readonly string[]): readonly string[] {
  const texts = textsOfProgram(program)
  return names.filter(name => {
    const alone = new RegExp(`(?<![\\w.-])${RegExp.escape(name)}(?![\\w-]|\\.\\w)`, 'i')
    return texts.some(text => alone.test(text))
  })
}

/** Whether its host has to have a folder. */
export function needsFolder(program: Placeable): boolean {
  return program.files !== undefined || textsOfProgram(program).some(isOfFolder)
}

/** Whether a command is about its host's folder. */
export function namesFolder(command: Command): boolean {
  return textsOf(command).some(isOfFolder)
}

/** Every text of a command in which placeholders are read. */
export function textsOf({ file, args, env = {}, cwd, stdin }: Command): readonly string[] {
  const read = typeof stdin === 'object' ? [stdin.text] : []
  return [file, ...args, ...Object.values(env), ...(cwd === undefined ? [] : [cwd]), ...read]
}

/** A text with others put in the place of placeholders. */
export function fillText(text: string, texts: Readonly<Record<string, string>>): string {
  return Object.entries(texts).reduce((filled, [placeholder, by]) => filled.replaceAll(placeholder, by), text)
}

/** The command with texts put in place of others. */
export function fillCommand(command: Command, texts: Readonly<Record<string, string>>): Command {
  const fill = (word: string) => fillText(word, texts)
  const { file, args, env, cwd, stdin } = command
  return {
    ...command,
    file: fill(file),
    args: args.map(fill),
    ...(env ? { env: mapped(env, fill) } : {}),
    ...(cwd === undefined ? {} : { cwd: fill(cwd) }),
    ...(typeof stdin === 'object' ? { stdin: { text: fill(stdin.text) } } : {}),
  }
}

/** The program with texts put in place of others, wherever they may stand. */
export function fillProgram<P extends Placeable>(program: P, texts: Readonly<Record<string, string>>): P {
  const { command, files, before } = program
  return {
    ...program,
    command: fillCommand(command, texts),
    ...(files ? { files: mapped(files, text => fillText(text, texts)) } : {}),
    ...(before ? { before: before.map(step => ({ ...step, command: fillCommand(step.command, texts) })) } : {}),
  }
}

/** What asks whether it is ready asks its own host: it is filled in there, and nobody's address is put into it before. */
function textsOfProgram({ command, files = {}, before = [], ready = [] }: Placeable): readonly string[] {
  const asking = ready.flatMap(sign => (sign.kind === 'command' ? [sign.command] : []))
  return [command, ...before.map(step => step.command), ...asking].flatMap(textsOf).concat(Object.values(files))
}

function isOfFolder(text: string): boolean {
  return text.includes('{dir}')
}

function namedIn(texts: readonly string[]): readonly HostName[] {
  const names = texts.flatMap(text => [...text.matchAll(named)].map(([, name = '']) => name))
  return unique(names).filter(name => name !== self)
}

function mapped(texts: Readonly<Record<string, string>>, fill: (text: string) => string): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, fill(text)]))
}

function unique<T>(all: readonly T[]): readonly T[] {
  return [...new Set(all)]
}

const named = /\{([a-z][\w-]*(?:#\d+)?)\.(?:host|port(?:\.[a-z]\w*)?)\}/gi
/** How a host calls itself; no host is called so. */
export const self = 'self'

const ownAddress = /\{(?:host|self(?:\.host)?)\}/i
const ownPort = /\{(?:self\.)?port\.([a-z]\w*)\}/gi
const othersPort = /\{([a-z][\w-]*(?:#\d+)?)\.port\.([a-z]\w*)\}/gi
