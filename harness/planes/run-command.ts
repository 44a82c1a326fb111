// A step that runs a command on a host: to its end, its lines among those of the host. One that fails is an error of the run, no finding.
import { abortable } from '../kit/clock.ts'
import { HalfopenError } from '../kit/errors.ts'
import { hundredths } from '../kit/format-time.ts'
import { notStarted } from '../kit/not-started.ts'
import { type Child, type Exit, type ProcessSpec, startProcess } from '../kit/process.ts'
import type { Evidence } from '../model/evidence.ts'
import { hostsNamedIn } from '../model/placeholders.ts'
import { shortened } from '../model/shortened.ts'
import type { RunCommand } from '../model/step.ts'
import type { HostName } from '../model/units.ts'
import { hearing } from '../observe/hearing.ts'
import type { Recorder } from '../observe/recorder.ts'
import { called } from './host-words.ts'
import { type Addresses, placed } from './placed.ts'

/**
 * Runs a step's command to its end; what it leaves in its process group ends with it. Rejects with E_STEP and its last words where it
 * cannot be started, or does not end with exit code 0.
 */
export async function runCommand(
  { on, command }: RunCommand,
  at: Addresses,
  recorder: Recorder,
  signal: AbortSignal,
  start: (spec: ProcessSpec) => Promise<Child> = startProcess,
): Promise<Evidence> {
  const words: string[] = []
  const heard = hearing(on, recorder)
  const onLine: ProcessSpec['onLine'] = (stream, text, how) => {
    heard.onLine(stream, text, how)
    words.push(shortened(text))
    if (words.length > keptLines) words.shift()
  }
  const { clock } = recorder
  const startedAtMs = clock.nowMs()
  const spec = placed(command, { connectsTo: hostsNamedIn(command) }, at)
  const exit = await ended(start({ ...spec, ...heard, onLine }), signal).catch((cause: unknown) => {
    if (cause instanceof HalfopenError && cause.code === 'E_START')
      throw refusal(on, spec, notStarted(spec, cause.cause).why, cause)
    throw cause
  })
  const tookMs = clock.nowMs() - startedAtMs
  if (exit.code === 0)
    return {
      text: `${lineOf(spec)} ended with exit code 0 after ${hundredths(tookMs)}`,
      facts: { exitCode: 0, tookMs },
    }
  const how = exit.signal === undefined ? `it ended with exit code ${exit.code}` : `it was ended by ${exit.signal}`
  throw refusal(on, spec, `${how}${words.length > 0 ? `; its last words: ${words.join(' / ')}` : '; it said nothing'}`)
}

const keptLines = 5

/** How it ended; all that it said has been read by then. */
async function ended(starting: Promise<Child>, signal: AbortSignal): Promise<Exit> {
  await using child = await starting
  return await abortable(signal, child.exited)
}

function refusal(on: HostName, spec: ProcessSpec, why: string, cause?: unknown): HalfopenError {
  return new HalfopenError('E_STEP', `Cannot run ${lineOf(spec)} on ${called(on)}: ${why}`, {
    fix: 'Run it by hand: a step has to succeed',
    cause,
  })
}

function lineOf({ file, args }: ProcessSpec): string {
  return `"${[file, ...args].join(' ')}"`
}
