// The help: one screen, exit codes included.

export const help = `halfopen: does my client notice a dead server, and how fast?

  halfopen run [pattern...]     run scenarios; a pattern is a glob over their names, such as 'power-off/**'
      --plane NAME              on this plane only
      --shard I/N               the I-th of N parts
      --output DIR              where the reports go (reports/out)
      --workers N               scenario files at the same time (12)
  halfopen list [pattern...]    the scenarios, with their claims
  halfopen doctor               what is ready here, what is missing, and the one command that mends it
  halfopen report [FILE]        render a saved report again (reports/out/report.json)
      --format NAME             terminal, html, junit or json (terminal)
  halfopen compare [scenario]   settings x faults x phases, measured: how fast, how often mistaken, at what cost
      --settings S, --faults F  again for each, such as keepalive=60/10/6 and power-off/busy
      --phases, --watch, --soak evenly spaced offsets (8); how long a loss (3h), and a living peer (1h), is watched
      --within 60s              exit code 1 where a setting that was named is slower
      --json, --markdown, --output DIR, --clock real
  halfopen audit --pid N        how soon a running program would notice a dead peer, connection by connection (Linux)
      --tree, --within 60s      its children too; each connection within that time, or exit code 1; --json
  halfopen --version

Scenarios are files named *.scenario.ts, below the current folder.
Exit codes: 0 all passed, 1 failed, 2 inconclusive, 3 nothing ran, 64 usage, 70 internal error, 130 interrupted.
`
