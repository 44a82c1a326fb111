// The names of the scenarios that a run has left open, for another one.
import { readFileSync } from 'node:fs'

interface Report {
  runs: { scenario: string; verdict: { status: string } }[]
}

const { runs }: Report = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8'))
const open = runs.filter(({ verdict }) => verdict.status === 'inconclusive')
console.log([...new Set(open.map(({ scenario }) => scenario))].join(' '))
