// The help: one screen, exit codes included; of one command what there is of it, and an example.
import { written } from '../faults/written.ts'

/** What each command is, and its options. */
const parts = {
  run: [
    `  halfopen run [pattern...]     run scenarios; a pattern is a glob over their names, such as 'power-off/**'`,
    '      --plane, --clock          on this plane only (else packets, Toxiproxy beside them below 30 s); virtual, real or both',
    '      --seed, --starts-at       chance (1, or random) and the time of day in virtual time; --phase N, this one of phases',
    '      --shard I/N, --workers    the I-th of N parts; scenario files at the same time; --control, without faults in real time too',
    '      --output DIR, --strict    where the reports go (reports/out); a missed prediction fails, with --require what is not installed, too',
  ],
  list: ['  halfopen list [pattern...]    the scenarios, with their claims'],
  doctor: ['  halfopen doctor               what is ready here, what is missing, and the one command that mends it'],
  report: [
    '  halfopen report [FILE]        a saved report again, --format html, junit, json; --against EARLIER, --fail-slower 20%',
  ],
  compare: [
    '  halfopen compare [scenario]   settings x faults x phases, measured: how fast, how often mistaken, at what cost',
    '      --settings S, --faults F  again for each, such as keepalive=60/10/6 and power-off/busy',
    '      --phases, --watch, --soak evenly spaced offsets (8); how long a loss (3h), and a living peer (1h), is watched',
    '      --within 60s              exit code 1 where a setting that was named is slower; --markdown, --output DIR',
  ],
  recommend: [
    '  halfopen recommend            settings that notice in time, why each number, and the lines to paste; --for Go',
    '      --within 30s              and sit out --tolerate 5s (a lost packet; 0), below --idle-limit azure-lb; also --busy, --connecting',
    '      --prove, --phases N       measured under each fault; exit code 1 where it is slower, or where nothing does',
  ],
  league: [
    '  halfopen league               client libraries, as they come and as recommended, under every fault; --client pg, --markdown',
  ],
  explain: [
    '  halfopen explain S            when settings, or a client of --list as it comes, notice each fault, and why',
  ],
  audit: [
    '  halfopen audit --pid N        how soon a running program would notice a dead peer (Linux); --tree, --within 60s',
  ],
} as const

/** A command of the help. */
export type CommandName = keyof typeof parts

const shared: readonly { readonly by: readonly CommandName[]; readonly what: string }[] = [
  { by: ['compare', 'recommend', 'league', 'explain', 'audit'], what: '--json' },
  { by: ['compare', 'recommend'], what: '--clock real' },
  { by: ['compare', 'recommend', 'explain'], what: '--rtt 50ms' },
]

const codes =
  'Exit codes: 0 all passed, 1 failed, 2 inconclusive, 3 nothing ran, 64 usage, 70 internal error, 130 interrupted.'

/** Of all commands. */
export const help = `halfopen: does my client notice a dead server, and how fast?

${Object.values(parts).flat().join('\n')}
  halfopen --version
${shared.map(({ by, what }, i) => `${listed(by)} ${i === 0 ? 'take ' : ''}${what}`).join('; ')}.
Scenarios are files named *.scenario.ts, below the current folder.
${codes}
`

/** Of one command. */
export function helpOf(name: CommandName): string {
  const options = shared.filter(({ by }) => by.some(own => own === name)).map(({ what }) => what)
  const takes = options.length === 0 ? [] : [`It takes ${options.join(', ')} as well.`]
  return [...parts[name], '', ...takes, ...(more[name] ?? []), `Example: ${examples[name]}`, codes, ''].join('\n')
}

function listed(names: readonly string[]): string {
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}

const examples = {
  run: "halfopen run 'power-off/**' --clock virtual --output reports/mine",
  list: "halfopen list 'power-off/**'",
  doctor: 'halfopen doctor',
  report: 'halfopen report reports/out/report.json --against before/report.json --fail-slower 20%',
  compare: 'halfopen compare orders/notices --settings keepalive=10/5/3 --settings heartbeat=2s/500ms --faults blip=2s',
  recommend: 'halfopen recommend --within 30s --tolerate 5s --idle-limit azure-lb --prove',
  league: 'halfopen league --client pg --client ioredis',
  explain: 'halfopen explain libpq --rtt 50ms',
  audit: 'halfopen audit --pid 4242 --pid 4243 --within 60s',
} as const satisfies Record<CommandName, string>

const spellings = [...written].map(([spelling, call]) => `The fault ${spelling} is written ${call} in a scenario.`)

const more: { readonly [name in CommandName]?: readonly string[] } = {
  compare: [
    "A scenario's own programs are compared if its client takes {settings} in its command, or has settings: 'linux'; without one a built-in probe is.",
    ...spellings,
  ],
  report: [
    '--against tells what became slower, faster, new, and judged otherwise, on a terminal and on the page.',
    '--fail-slower P: exit code 1 where a time grew by more than P, and by more than both measurements are blurred.',
  ],
  explain: spellings,
  league: [
    'With --shard I/N the I-th of N parts; --merge DIR --merge DIR makes one of what they left.',
    'With --require it fails where something is missing here that a client needs.',
  ],
  audit: ['Of several processes those that are gone are told, and the others are audited: exit code 2.'],
}
