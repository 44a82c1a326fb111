// The programs' own words: raw lines turned into observations, by pure reading.
import type { Observation } from '../model/observation.ts'
import { readLine } from '../model/reading.ts'
import type { Line } from '../model/record.ts'
import type { Subject } from '../model/subject.ts'
import type { Role } from '../model/units.ts'

/** What the programs said in these lines. */
export function appObservations(subjects: Record<Role, Reader>, lines: readonly Line[]): Observation[] {
  return lines.flatMap(({ atMs, role, text }) => {
    const sighting = readLine(subjects[role], text)
    return sighting ? [{ atMs, vantage: `${role}-app` as const, ...sighting }] : []
  })
}

/** The part of a subject that reads. */
export type Reader = Pick<Subject, 'says' | 'read'>
