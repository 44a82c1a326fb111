// Clients that are programs of the PATH: a script speaks for each.
import type { Starter } from '../client-kind.ts'
import { inPrograms } from '../programs-folder.ts'

/** `file`: what is run; `debian`: its package. Starts `<program>.sh`. */
export function installed(file: string, debian: string, env: Readonly<Record<string, string>> = {}): Starter {
  return {
    language: 'C',
    start: program => ['/bin/bash', `${inPrograms('installed')}/${program}.sh`],
    needs: { [file]: debian },
    env,
  }
}
