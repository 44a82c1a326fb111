// The help: one screen, exit codes included; of one command what there is of it, and what it takes.
import { written } from '../faults/written.ts'

export const help = `halfopen: does my client notice a dead server, and how fast?

  halfopen run [pattern...]     run scenarios; a pattern is a glob over their names, such as 'power-off/**'
      --plane, --clock          on this plane only (else packets, Toxiproxy beside them below 30 s); virtual, real or both
      --seed, --starts-at       chance (1, or random) and the time of day in virtual time; --phase N, this one of phases
      --shard I/N, --workers    the I-th of N parts; scenario files at the same time (12)
      --output DIR, --strict    where the reports go (reports/out); exit code 1 also where a prediction was missed
  halfopen list [pattern...]    the scenarios, with their claims
  halfopen doctor               what is ready here, what is missing, and the one command that mends it
  halfopen report [FILE]        a saved report again, --format terminal, html, junit or json
  halfopen compare [scenario]   settings x faults x phases, measured: how fast, how often mistaken, at what cost
      --settings S, --faults F  again for each, such as keepalive=60/10/6 and power-off/busy
      --phases, --watch, --soak evenly spaced offsets (8); how long a loss (3h), and a living peer (1h), is watched
      --within 60s              exit code 1 where a setting that was named is slower; --markdown, --output DIR
  halfopen recommend            settings that notice in time, why each number, and the lines to paste; --for Go
      --within 30s              and sit out --tolerate 5s (a lost packet; 0), below --idle-limit azure-lb; also --busy, --connecting
      --prove, --phases N       measured under each fault; exit code 1 where it is slower, or where nothing does
  halfopen explain S            when settings, or a client of --list as it comes, notice each fault, and why
  halfopen audit --pid N        how soon a running program would notice a dead peer (Linux); --tree, --within 60s
  halfopen --version
compare, recommend, explain and audit take --json; compare and recommend --clock real; compare, recommend and explain --rtt 50ms.

Scenarios are files named *.scenario.ts, below the current folder.
Exit codes: 0 all passed, 1 failed, 2 inconclusive, 3 nothing ran, 64 usage, 70 internal error, 130 interrupted.
`

/** Of one command: its part of the help, what else stands of it there, and an example. */
export function helpOf(name: CommandName): string {
  const lines = help.split('\n')
  const from = lines.findIndex(line => line.startsWith(`  halfopen ${name} `))
  const own = lines.slice(
    from,
    lines.findIndex((line, i) => i > from && !line.startsWith('      ')),
  )
  const common = lines
    .filter(line => /^\S.* take --json/.test(line))
    .flatMap(line => line.replace(/\.$/, '').split('; '))
    .filter(
      part =>
        part.split(' take ')[0]?.includes(name) || (part.includes('--clock') && /^(compare|recommend)$/.test(name)),
    )
  const codes = lines.filter(line => line.startsWith('Exit codes'))
  return [...own, '', ...common, ...(more[name] ?? []), `Example: ${examples[name]}`, ...codes, ''].join('\n')
}

type CommandName = keyof typeof examples

const examples = {
  run: "halfopen run 'power-off/**' --clock virtual --output reports/mine",
  list: "halfopen list 'power-off/**'",
  doctor: 'halfopen doctor',
  report: 'halfopen report reports/out/report.json --format junit',
  compare: 'halfopen compare orders/notices --settings keepalive=10/5/3 --settings heartbeat=2s/500ms --faults blip=2s',
  recommend: 'halfopen recommend --within 30s --tolerate 5s --idle-limit azure-lb --prove',
  explain: 'halfopen explain libpq --rtt 50ms',
  audit: 'halfopen audit --pid 4242 --pid 4243 --within 60s',
} as const

const more: { readonly [name in CommandName]?: readonly string[] } = {
  compare: [
    "A scenario's own programs are compared if its client takes {settings} in its command, or has settings: 'linux'; without one a built-in probe is.",
    ...[...written].map(([spelling, call]) => `The fault ${spelling} is written ${call} in a scenario.`),
  ],
  explain: [...written].map(([spelling, call]) => `The fault ${spelling} is written ${call} in a scenario.`),
  audit: ['Of several processes those that are gone are told, and the others are audited: exit code 2.'],
}
