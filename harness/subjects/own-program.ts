// Programs of this package as subjects: run by the Node that runs us, told where by placeholders, and understood by their JSON lines.
import { command, type Program } from '../define/command.ts'
import type { CommandOptions } from '../define/command-options.ts'
import { programPath } from '../kit/program-path.ts'

/** A client that says in JSON lines what becomes of its connection. */
export function ownClient(name: string, file: string, args: readonly string[], options: CommandOptions = {}): Program {
  return ownProgram(name, file, args, { ...clientWords, ...options })
}

/** A server that says where it listens. */
export function ownServer(name: string, args: readonly string[] = [], options: CommandOptions = {}): Program {
  return ownProgram(name, name, args, { ready: /^listening on .*:(?<port>\d+)$/, ...options })
}

/** One that says nothing but what `options` name. `file`: of a program in programs/. */
export function ownProgram(name: string, file: string, args: readonly string[], options: CommandOptions): Program {
  const program = programPath(`harness/subjects/programs/${file}`)
  const line = [process.execPath, program, '--host', '{host}', '--port', '{port}']
  return command([...line, ...args], { name, settings: {}, ...options })
}

/** What a server says of each of its clients. */
export const serverWords = {
  connected: /"halfopen":"connected"/,
  lost: /"halfopen":"lost"/,
} as const satisfies CommandOptions

/** What a client says of its server. */
export const clientWords = {
  ...serverWords,
  recovered: /"halfopen":"recovered"/,
  stale: /"halfopen":"stale"/,
} as const satisfies CommandOptions
