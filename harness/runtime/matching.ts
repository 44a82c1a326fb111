// Patterns on lines, while time goes on: one that takes long is tried once on a line, and is told, since what comes meanwhile is noted too late.
import { seconds } from '../kit/format-time.ts'
import { type Match, matched } from '../model/reading.ts'
import type { Pattern } from '../model/subject.ts'
import type { Ms } from '../model/units.ts'
import type { Recorder } from '../observe/recorder.ts'
import { sizeText } from '../observe/size-text.ts'

/** The same for all who read the lines of a run. */
export function matching(recorder: Recorder): Match {
  const known = made.get(recorder) ?? timed(recorder)
  made.set(recorder, known)
  return known
}

const made = new WeakMap<Recorder, Match>()

function timed(recorder: Recorder): Match {
  const found = new Map<Pattern, Map<string, RegExpExecArray | null>>()
  const told = new Set<Pattern>()
  return (pattern, line) => {
    const known = found.get(pattern)?.get(line)
    if (known !== undefined) return known
    const fromMs = recorder.clock.nowMs()
    const match = matched(pattern, line)
    const tookMs = recorder.clock.nowMs() - fromMs
    if (tookMs < worthKeepingMs) return match
    found.set(pattern, (found.get(pattern) ?? new Map()).set(line, match))
    if (tookMs < worthTellingMs || told.has(pattern)) return match
    told.add(pattern)
    recorder.trouble(slowWords(pattern, line, tookMs))
    return match
  }
}

const worthKeepingMs: Ms = 5
/** What is seen then is noted that much too late: more than planes are exact to. */
const worthTellingMs: Ms = 100

function slowWords({ source, flags }: Pattern, line: string, tookMs: Ms): string {
  const size = sizeText(Buffer.byteLength(line))
  return `the pattern /${source}/${flags} took ${seconds(tookMs)} for a line of ${size}, and whatever came meanwhile was noted later: let it begin with ^ or with a word, and have no two parts in it that match the same`
}
