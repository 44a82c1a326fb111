// What this machine has of the languages that some scenarios' programs are made with on first use, for `halfopen doctor`. Starts nothing.

import { howToInstall } from '../kit/how-to-install.ts'
import { findProgram } from '../kit/on-path.ts'
import type { Finding } from '../planes/plane.ts'
import { quicNeeds } from './quic-peer.ts'

/** One finding a language: where it is, or what is skipped without it, and the package that mends it. */
export function compilerFindings(find: (program: string) => string | undefined = findProgram): readonly Finding[] {
  return languages.map(({ what, programs, makes, without, debian }) => {
    const found = programs.map(program => find(program))
    const missing = programs.filter((_, i) => found[i] === undefined)
    if (missing.length === 0) return { what, state: 'ready', detail: `${found.join(', ')}: ${makes}` }
    const detail = `no ${missing.join(', no ')} on PATH: ${without()} skipped`
    return { what, state: 'missing', detail, fix: howToInstall(programs[0], debian) }
  })
}

const languages = [
  {
    what: 'go',
    programs: ['go'],
    makes: 'builds quic-go for scenarios of QUIC, and a client of those of names, on first use',
    without: () => {
      const quic = Object.keys(quicNeeds()).length > 0 ? 'scenarios of QUIC, and ' : ''
      return `${quic}those of names with a Go client are`
    },
    debian: 'golang-go',
  },
  {
    what: 'java',
    programs: ['java', 'javac'],
    makes: 'a client of scenarios of names, compiled on first use',
    without: () => 'scenarios of names with a Java client are',
    debian: 'default-jdk-headless',
  },
] as const
