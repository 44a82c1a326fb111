// Ends programs for certain, and shows afterwards that it was the kill that ended them.
import { within } from '../../kit/clock.ts'
import type { StartedProgram } from '../launch.ts'

/** Kills the programs with all that they started and waits for their end. What it returns tells how they ended. */
export async function endByKill(
  programs: readonly StartedProgram[],
  signal: AbortSignal,
): Promise<() => string | undefined> {
  for (const program of programs) program.signal('SIGKILL')
  await within('kill', 3_000, () => Promise.all(programs.map(({ exited }) => exited)), signal)
  return () => {
    const killed = programs.filter(({ ended }) => ended?.signal === 'SIGKILL')
    if (killed.length < programs.length) return undefined
    return killed.map(({ name, pid }) => `"${name}" (process ${pid}) was ended by SIGKILL`).join(', ')
  }
}
