// Questions on a terminal, one line each, with an answer to take or to change. Node's own readline edits the line: no library does more for four of them.
import { createInterface } from 'node:readline/promises'
import { Interrupted } from './interrupted.ts'

/** Who asks, until disposed. Ctrl-C and the end of the input reject with Interrupted. */
export function asking(what: string): Asking {
  const { stdin: input, stdout: output } = process
  const lines = createInterface({ input, output })
  const stop = new AbortController()
  lines.on('SIGINT', () => stop.abort(new Interrupted(what)))
  lines.on('close', () => stop.abort(new Interrupted(what)))
  return {
    async ask(question, proposed = '') {
      const answer = lines.question(` ${question} `, { signal: stop.signal })
      lines.write(proposed)
      return (
        await answer.catch((thrown: unknown) => {
          throw stop.signal.aborted ? stop.signal.reason : thrown
        })
      ).trim()
    },
    [Symbol.dispose]: () => lines.close(),
  }
}

/** Asks one thing after the other. */
export interface Asking extends Disposable {
  ask(question: string, proposed?: string): Promise<string>
}
