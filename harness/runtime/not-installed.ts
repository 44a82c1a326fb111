// What programs need that this machine does not have.
import { forbidden, isInstalled } from '../kit/on-path.ts'
import type { SubjectSpec } from '../model/subject.ts'

/** The first program that is needed and cannot be had, and the package that it is in; undefined where all are there. */
export function notInstalled(programs: readonly Needing[]): string | undefined {
  const missing = needsOf(programs).find(isMissing)
  return missing && words(missing)
}

/** All of them, each once. */
export function allNotInstalled(programs: readonly Needing[]): readonly string[] {
  return [...new Set(needsOf(programs).filter(isMissing).map(words))]
}

type Needing = Pick<SubjectSpec, 'needs'>
type Need = readonly [program: string, name: string]

function needsOf(programs: readonly Needing[]): readonly Need[] {
  return programs.flatMap(({ needs = {} }) => Object.entries(needs))
}

function isMissing([program]: Need): boolean {
  return !isInstalled(program)
}

function words([program, name]: Need): string {
  return `${program} ${forbidden(program) ?? 'is not installed'}: it is in the package ${name}`
}
