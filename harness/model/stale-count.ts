// What a program counted itself of its stale answers, read as numbers from a JSON line or from the named groups of a pattern; what is no number is left out.
import type { Sighting } from './observation.ts'

/** Of a JSON line: `{"halfopen":"stale","answers":17,"forMs":1600}`, and the same beside any other word. */
export function countedInJson({ answers, forMs }: Readonly<Record<string, unknown>>): Counted {
  return counted(answers, forMs)
}

/** Of a line of text: `(?<answers>...)`, and for the time `(?<forMs>...)` or `(?<seconds>...)`. `4,037` is a number as people write it. */
export function countedInGroups({
  answers,
  forMs,
  seconds,
}: Readonly<Record<string, string | undefined>> = {}): Counted {
  return counted(figure(answers), figure(forMs) ?? inMs(figure(seconds)))
}

type Counted = Pick<Sighting, 'stale'>

function counted(answers: unknown, forMs: unknown): Counted {
  if (!isFigure(answers) || !Number.isInteger(answers)) return {}
  return { stale: { answers, ...(isFigure(forMs) ? { forMs } : {}) } }
}

function isFigure(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0
}

function figure(text: string | undefined): number | undefined {
  const plain = text?.replaceAll(',', '').trim()
  return plain ? Number(plain) : undefined
}

function inMs(seconds: number | undefined): number | undefined {
  return seconds === undefined ? undefined : seconds * 1_000
}
