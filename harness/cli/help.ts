// The help: all commands on one screen, with the exit codes; of one command each of its options, and an example.
import { grid, sentence } from '../../reports/grid.ts'
import type { Look } from '../../reports/look.ts'
import { written } from '../faults/written.ts'
import { type CommandName, type OptionSet, optionsOf } from './options.ts'

/** Of all commands. */
export function help(look: Look): string {
  const rows = commandNames.map(name => ({ cells: ['', called(name), commands[name].does] }))
  return lines(
    'halfopen: does my client notice a dead server, and how fast?',
    '',
    ...grid([{ gap: 1 }, {}, {}], rows, look).flat(),
    '',
    ...[
      'The options of a command: npx halfopen run --help. The version: npx halfopen --version.',
      'Scenarios are files named *.scenario.ts, below the current folder.',
      codes,
    ].map(words => sentence(words, look, { indent: 0 })),
  )
}

/** Of one command. */
export function helpOf(name: CommandName, look: Look): string {
  const { does, example, more = [] } = commands[name]
  const options: [string, OptionSet[string]][] = Object.entries<OptionSet[string]>(optionsOf[name])
  const rows = options.map(([option, { value, does: what }]) => ({
    cells: ['', `--${option}${value === undefined ? '' : ` ${value}`}`, what],
  }))
  return lines(
    `halfopen ${called(name)}`,
    sentence(`${does.slice(0, 1).toUpperCase()}${does.slice(1)}.`, look, { indent: 2 }),
    ...(rows.length > 0 ? ['', ...grid([{ gap: 1 }, {}, {}], rows, look).flat()] : []),
    '',
    ...more.map(words => sentence(words, look, { indent: 0 })),
    `Example: ${example}`,
    sentence(codes, look, { indent: 0 }),
  )
}

/** All of them, in the order of the help. */
export const commandNames = Object.keys(optionsOf) as readonly CommandName[]

/** What it does, in one sentence. */
export function whatDoes(name: CommandName): string {
  return commands[name].does
}

interface About {
  /** What stands behind its name. */
  readonly takes?: string
  readonly does: string
  readonly example: string
  readonly more?: readonly string[]
}

const spellings = [...written].map(([spelling, call]) => `The fault ${spelling} is written ${call} in a scenario.`)

const commands: Readonly<Record<CommandName, About>> = {
  init: {
    does: 'a first scenario for your own client and server, made from what they say',
    example: 'npx halfopen init --server "node db.js --port {port}" --client "node web.js --db {host}:{port}"',
    more: [
      'Both are run as they are, healthy and then without the server; what they say is proposed, on a terminal to be changed. scenarios/NAME.scenario.ts is written, never over a file that is there, and run.',
    ],
  },
  lab: {
    takes: '[SCENARIO]',
    does: 'reproduce an incident by hand: take steps, watch who sees what, save it as a scenario',
    example: 'npx halfopen lab --server "node db.js --port {port}" --client "node web.js --db {host}:{port}"',
    more: [
      'Steps are faults (power-off db, black-hole app db, takeover b, freeze, firewall 30s), heal, skip 2h, next, show, undo, save FILE.scenario.ts and quit; help lists all of them with the hosts that there are. In a pipe, and with --script, each answer is plain lines.',
    ],
  },
  run: {
    takes: '[PATTERN...]',
    does: "run scenarios; a pattern is a glob over their names, such as 'power-off/**'",
    example: "npx halfopen run 'power-off/**' --clock virtual --output reports/mine",
  },
  list: {
    takes: '[PATTERN...]',
    does: 'the scenarios by name, with their claims and where each runs',
    example: "npx halfopen list 'power-off/**'",
  },
  doctor: {
    does: 'what is ready here, what is missing, and the one command that fixes it',
    example: 'npx halfopen doctor',
  },
  report: {
    takes: '[FILE | merge DIR...]',
    does: 'a saved report again, judged anew (reports/out/report.json); or one of the parts of --shard',
    example: 'npx halfopen report reports/out/report.json --against before/report.json --fail-slower 20%',
    more: [
      'npx halfopen report merge DIR... makes one report of what run, compare, recommend --prove and league left in the folders of all their parts, and keeps it in --output. It knows which part is missing, there twice, edited, or of another whole.',
    ],
  },
  compare: {
    takes: '[SCENARIO]',
    does: 'settings x faults x phases, measured: how fast, how often mistaken, at what cost',
    example:
      'npx halfopen compare orders/notices --settings keepalive=10/5/3 --settings heartbeat=2s/500ms --faults blip=2s',
    more: [
      "A scenario's own programs are compared if its client takes {settings} in its command, or has settings: 'linux'; without one a built-in probe is.",
      ...spellings,
    ],
  },
  recommend: {
    does: 'settings that notice in time, why each number, and the lines to paste',
    example: 'npx halfopen recommend --within 30s --tolerate 5s --idle-limit azure-lb --prove',
    more: [
      'Exit code 1 also where no settings meet what is required.',
      'With --prove the built-in probe is measured under the settings, and after it each program named by --for, if its library is a subject: with the options to paste, at the faults and in the phases of the probe, by what its program is told. A library takes some minutes; --phases 2 makes it quicker.',
    ],
  },
  league: {
    takes: '[ID...]',
    does: 'client libraries under every fault, measured as they come and as recommended',
    example: 'npx halfopen league --client pg --client ioredis',
    more: [
      'The last lines say whether it came out as published in docs/league.md, or what is another figure, setting or version.',
    ],
  },
  explain: {
    takes: 'S',
    does: 'when settings, or a client of --list as it comes, notice each fault, and why',
    example: 'npx halfopen explain libpq --rtt 50ms',
    more: spellings,
  },
  audit: {
    takes: '--pid N',
    does: 'how soon a running program would notice a dead peer (Linux)',
    example: 'npx halfopen audit --pid 4242 --pid 4243 --within 60s',
    more: ['Of several processes those that are gone are reported, and the others are audited: exit code 2.'],
  },
  complete: {
    takes: 'SHELL',
    does: 'the script by which bash, zsh, fish or powershell completes all this',
    example: 'source <(npx halfopen complete bash)',
    more: [
      'In fish: npx halfopen complete fish | source. Where the shell knows no halfopen, first: halfopen() { npx halfopen "$@"; }',
    ],
  },
}

const codes =
  'Exit codes: 0 all passed, 1 failed, 2 inconclusive, 3 nothing ran, 64 usage, 70 internal error, 130 interrupted.'

function called(name: CommandName): string {
  const { takes } = commands[name]
  return takes === undefined ? name : `${name} ${takes}`
}

function lines(...all: readonly string[]): string {
  return `${all.join('\n')}\n`
}
