// The help: one screen, exit codes included.

export const help = `halfopen: does my client notice a dead server, and how fast?

  halfopen run [pattern...]     run scenarios; a pattern is a glob over their names, such as 'power-off/**'
      --plane, --clock          on this plane only (else packets, Toxiproxy beside them below 30 s); virtual, real or both
      --seed, --starts-at       chance (1, or random) and the time of day in virtual time; --phase N, this one of phases
      --shard I/N, --workers    the I-th of N parts; scenario files at the same time (12); --control, without faults in real time too
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
