// Two clients of one server: one holds a lock and vanishes, the other waits for it and says when it has it.
import { command, type Duration, type Program, powerOff } from 'halfopen'
import { librariesOf } from '../libraries-of.ts'

const programs = `${import.meta.dirname}/programs`
const says = { connected: /"halfopen":"connected"/, lost: /"halfopen":"lost"/ } as const

/** What the lock was worth: as long as `waiter-app` does not say `LOCK_FREE`, nobody else can work. `library`: a client in Python, whose libraries it is. */
export function vanishing(server: Program, library: Program, file: string) {
  const client = (how: 'holder' | 'waiter') => {
    const words = [library.command.file, '-B', `${programs}/${file}`, '{server.host}', '{server.port}', how]
    return { ...command(words, { name: how, ...says }), ...librariesOf(library) }
  }
  return around(server, client)
}

/** The same with a client for each. */
export function around(server: Program, client: (how: 'holder' | 'waiter') => Program) {
  return {
    hosts: { server, holder: client('holder'), waiter: client('waiter') },
    fault: powerOff('holder'),
    planes: ['netns'],
    clock: 'virtual',
  } as const
}

/** The server's kernel gives the holder up, and with that the waiter has the lock. */
export function freedByKernel(notBefore: Duration, within: Duration) {
  return [
    { detectedBy: 'server-kernel', within, notBefore, code: 'ETIMEDOUT' },
    { detectedBy: 'waiter-app', within, notBefore, code: 'LOCK_FREE' },
  ] as const
}
