// What programs need that this machine does not have.
import { howToInstall } from '../kit/how-to-install.ts'
import { forbidden, isInstalled } from '../kit/on-path.ts'
import type { SubjectSpec } from '../model/subject.ts'

/** Each program that is needed and cannot be had, and what installs it; undefined where all are there. */
export function notInstalled(programs: readonly Needing[]): string | undefined {
  const missing = allNotInstalled(programs)
  return missing.length > 0 ? missing.join('; ') : undefined
}

/** The same one by one. */
export function allNotInstalled(programs: readonly Needing[]): readonly string[] {
  const needs = programs.flatMap(({ needs = {} }) => Object.entries(needs))
  return [...new Set(needs.filter(([program]) => !isInstalled(program)).map(words))]
}

type Needing = Pick<SubjectSpec, 'needs'>

/** What lies where it may not be executed is not there to be installed once more. */
function words([program, debian]: readonly [program: string, debian: string]): string {
  const why = forbidden(program)
  return why === undefined
    ? `${program} is not installed: ${howToInstall(program, debian)}`
    : `${program} ${why}: it is in the package ${debian}`
}
