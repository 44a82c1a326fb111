// The records of a run, by file and test: in watch mode a rerun replaces what it ran again, and what was renamed or deleted goes away.
import type { Run, RunError } from '../model/report.ts'

/** What the reporter knows; it holds nothing twice. */
export class Records {
  readonly #files = new Map<string, Known>()

  /** A file is about to be run, whole or in part: what was known of it no longer holds, or may still. */
  begin(file: string, whole: boolean): void {
    const known = this.#files.get(file)
    if (whole || !known) this.#files.set(file, { runs: new Map(), errors: [] })
    else known.errors = []
  }

  /** These tests, and no others, are in the file now. */
  keepOnly(file: string, tests: readonly string[]): void {
    const { runs } = this.#of(file)
    for (const name of runs.keys()) if (!tests.includes(name)) runs.delete(name)
  }

  add(file: string, test: string, run: Run): void {
    this.#of(file).runs.set(test, run)
  }

  fail(file: string, errors: readonly RunError[]): void {
    this.#of(file).errors.push(...errors)
  }

  /** The file is gone. */
  drop(file: string): void {
    this.#files.delete(file)
  }

  /** By scenario and plane. */
  runs(): Run[] {
    const all = [...this.#files.values()].flatMap(({ runs }) => [...runs.values()])
    return all.sort((a, b) => a.scenario.localeCompare(b.scenario) || a.plane.localeCompare(b.plane))
  }

  errors(): RunError[] {
    return [...this.#files.values()].flatMap(({ errors }) => errors)
  }

  /** One run of each scenario, with the first that has the same name in another file. */
  clashes(): [Run, Run][] {
    const files = [...this.#files.values()].map(
      ({ runs }) => new Map([...runs.values()].map(run => [run.scenario, run])),
    )
    return files.flatMap((names, index) =>
      [...names].flatMap(([scenario, run]): [Run, Run][] => {
        const before = files.slice(0, index).flatMap(others => others.get(scenario) ?? [])[0]
        return before ? [[before, run]] : []
      }),
    )
  }

  #of(file: string): Known {
    const known = this.#files.get(file) ?? { runs: new Map<string, Run>(), errors: [] }
    this.#files.set(file, known)
    return known
  }
}

interface Known {
  readonly runs: Map<string, Run>
  errors: RunError[]
}
