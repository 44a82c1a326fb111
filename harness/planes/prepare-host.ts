// What a host gets before its program starts: files in its folder, and commands that run to their end.
import { isOverrun } from '../kit/clock.ts'
import { HalfopenError } from '../kit/errors.ts'
import { type Finished, heldOpen, runOnce } from '../kit/run-once.ts'
import { standingOf } from '../kit/users.ts'
import type { Host } from '../model/host.ts'
import { hostsNamedIn } from '../model/placeholders.ts'
import type { Before, SubjectSpec } from '../model/subject.ts'
import type { Recorder } from '../observe/recorder.ts'
import { writeInto } from './host-folders.ts'
import { called } from './host-words.ts'
import { type Addresses, placed, placedText } from './placed.ts'

/**
 * Writes the files and runs the commands, one after the other. `at`: where it is; `inside` starts something at the host's place; `env` marks
 * the host's processes. Rejects with E_BEFORE and a command's last words unless it ends with exit code 0 in time.
 */
export async function prepareHost(
  host: Host<SubjectSpec>,
  at: Addresses,
  recorder: Recorder,
  { inside, env = {} }: Place,
  signal: AbortSignal,
): Promise<void> {
  const { program } = host
  const { user } = program.command
  noteStanding(host, recorder)
  for (const [path, text] of Object.entries(program.files ?? {}))
    if (at.dir !== undefined) writeInto(at.dir, path, placedText(text, host, at), user)
  for (const step of program.before ?? []) await takeStep(step)

  async function takeStep({ command, withinMs }: Before): Promise<void> {
    const spec = placed(command, { connectsTo: hostsNamedIn(command) }, at)
    const atMs = recorder.clock.nowMs()
    const { ended, lines } = await runOnce({ ...spec, env: { ...spec.env, ...env } }, { withinMs, signal, inside })
    const line = [spec.file, ...spec.args].join(' ')
    recorder.before({
      host: host.name,
      command: line,
      atMs,
      tookMs: recorder.clock.nowMs() - atMs,
      lines: lines.slice(-kept),
    })
    if (ended === 'well') return
    if (!isOverrun(signal.reason)) signal.throwIfAborted()
    throw refusal(host, line, { ended: signal.aborted ? 'cut' : ended, lines }, withinMs)
  }
}

/** Where a host's processes are started. */
export interface Place {
  readonly inside: <T>(work: () => T) => T
  readonly env?: Readonly<Record<string, string>>
}

/** Lines of output that are kept of each command. */
const kept = 20

/** A program that cannot become the user that it is meant to be runs all the same, and the record says so. */
function noteStanding({ name, program }: Host<SubjectSpec>, recorder: Recorder): void {
  const { user } = program.command
  const standing = standingOf(user)
  if (standing.how !== 'stays' || standing.why === undefined) return
  recorder.trouble(`"${program.name}" on ${called(name)} ran as oneself, not as ${user}: ${standing.why}`)
}

function refusal(
  { name, program }: Host<SubjectSpec>,
  line: string,
  { ended, lines }: Finished,
  withinMs: number,
): HalfopenError {
  const words = lines.length > 0 ? `; its last words: ${lines.slice(-5).join(' / ')}` : '; it said nothing'
  const how = hows.get(ended)?.(withinMs) ?? { text: `it ${ended}`, fix: 'Run it by hand: it has to succeed' }
  return new HalfopenError(
    'E_BEFORE',
    `Cannot prepare "${program.name}" on ${called(name)}: "${line}": ${how.text}${words}`,
    { fix: how.fix },
  )
}

/** How it may not have ended: by its own limit, or by that of the whole set-up. */
const hows: ReadonlyMap<string, (withinMs: number) => { readonly text: string; readonly fix: string }> = new Map([
  [
    'late',
    (withinMs: number) => ({
      text: `it did not end within ${withinMs} ms`,
      fix: 'Give it more time: before: { run: ..., within: ... }',
    }),
  ],
  [
    heldOpen,
    () => ({
      text: `it ${heldOpen}`,
      fix: 'Let what goes on running write elsewhere, as with `>/dev/null 2>&1 &` in a shell',
    }),
  ],
  [
    'cut',
    () => ({ text: 'it had not ended when the set-up was to be done', fix: 'Give it more time with `setupWithin`' }),
  ],
])
