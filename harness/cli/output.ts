// What is printed may have nowhere to go. A reader that has gone, as `head` does, has read what it wanted: the command goes on to its end and
// its exit code. Results that were lost are told.
import { Writable } from 'node:stream'
import { messageOf } from '../kit/errors.ts'
import { shortageOf } from '../kit/shortage.ts'
import { ExitCode } from './exit-code.ts'

let lost: unknown

/** From now on no write to stdout or stderr ends the process. */
export function mindOutput(): void {
  process.stdout.on('error', (thrown: unknown) => {
    if (!isGone(thrown)) lost ??= thrown
  })
  // Of what cannot be said there, nobody can be told.
  process.stderr.on('error', () => {})
}

/** The exit code, where results were lost: a passed run is none if nobody was told so. Says so the first time. */
export function codeWhenSaid(code: number): number {
  if (lost === undefined) return code
  const { why, fix } = shortageOf(lost) ?? { why: messageOf(lost), fix: 'Print to another place' }
  process.stderr.write(`Cannot print the results: ${why}. ${fix} [E_OUTPUT]\n`)
  lost = undefined
  return code === ExitCode.passed ? ExitCode.usage : code
}

/** The same stream for somebody who stops where it refuses something, and who would then wait for ever for what he no longer reads. */
export function unrefusing(stream: NodeJS.WriteStream): Writable {
  return new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      stream.write(chunk)
      done()
    },
  })
}

/** EIO is a terminal that was closed. */
function isGone(thrown: unknown): boolean {
  return thrown instanceof Error && 'code' in thrown && (thrown.code === 'EPIPE' || thrown.code === 'EIO')
}
