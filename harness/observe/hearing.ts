// How a program's output gets to the recorder: each line once, and nothing of what is not kept.
import type { ProcessSpec } from '../kit/process.ts'
import type { HostName } from '../model/units.ts'
import type { Readiness } from './readiness.ts'
import type { Recorder } from './recorder.ts'

/** What a process of a host is started with. `readiness`: still listens where nothing more is kept. */
export function hearing(host: HostName, recorder: Recorder, readiness?: Readiness): Hearing {
  return {
    onLine: (stream, text, heard) => {
      readiness?.hear(text)
      recorder.line(host, stream, text, heard)
    },
    onRest: (stream, rest) => recorder.kept.rest({ host, stream }, rest, recorder.clock.nowMs()),
    isFull: () => !readiness?.awaited && recorder.isFull(host),
    onSkipped: sizeBytes => recorder.skipped(host, sizeBytes),
  }
}

type Hearing = Required<Pick<ProcessSpec, 'onLine' | 'onRest' | 'isFull' | 'onSkipped'>>
