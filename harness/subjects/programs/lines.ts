// Text lines over a socket, split by hand: node:readline would forward the socket's errors as its own and end the program.
import type { Socket } from 'node:net'

/** Calls `onLine` for each line that arrives, at once. */
export function eachLine(socket: Socket, onLine: (line: string) => void): void {
  let rest = ''
  socket.setEncoding('utf8').on('data', chunk => {
    const lines = `${rest}${chunk}`.split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) onLine(line.trimEnd())
  })
}

/** Says a word that the harness understands, as one JSON line on stdout. */
export function say(word: Word, said: { code?: string; detail: string; answers?: number; forMs?: number }): void {
  console.log(JSON.stringify({ halfopen: word, ...said }))
}

/** The words: harness/model/reading.ts gives their meaning. */
export type Word = 'connected' | 'traffic' | 'lost' | 'recovered' | 'stale'
