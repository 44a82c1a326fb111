// What programs need that this machine does not have.
import { forbidden, isInstalled } from '../kit/on-path.ts'
import type { SubjectSpec } from '../model/subject.ts'

/** The first program that is needed and cannot be had, and the package that it is in; undefined where all are there. */
export function notInstalled(programs: readonly Pick<SubjectSpec, 'needs'>[]): string | undefined {
  const needs = programs.flatMap(program => Object.entries(program.needs ?? {}))
  const missing = needs.find(([program]) => !isInstalled(program))
  return missing && `${missing[0]} ${forbidden(missing[0]) ?? 'is not installed'}: it is in the package ${missing[1]}`
}
