// What each plane can show, as a page: every figure on it comes from a record, and every "cannot" is the plane's own reason.
import { isClient } from '../harness/model/host.ts'
import type { Report, Run } from '../harness/model/report.ts'
import type { PlaneName } from '../harness/model/units.ts'
import { count } from './count.ts'
import { cell, vantages, wordsOf } from './fidelity/cell.ts'
import { faultWords, settingsWords } from './html/facts.ts'
import { code, literal } from './markdown/literal.ts'

/** The page as Markdown: fault x plane x observer. Scripts of several faults, runs without evidence and other systems than a pair are left out. */
export function renderFidelity(report: Report): string {
  const runs = report.runs.filter(run => isOfOneFault(run) && isPair(run))
  const planes = [...new Set(runs.map(({ plane }) => plane))].sort()
  const kinds = [...Map.groupBy(runs, ({ fault }) => fault?.kind ?? '')].sort(([a], [b]) => a.localeCompare(b))
  return `${[head(report, runs), overview(kinds, planes), ...kinds.map(([kind, ofKind]) => section(kind, ofKind))].join(
    '\n\n',
  )}\n`
}

type Kinds = readonly (readonly [kind: string, runs: readonly Run[]])[]

/** One fault that bit, or none because the plane cannot show it. */
function isOfOneFault({ verdict, steps, error }: Run): boolean {
  if (verdict.status === 'skip') return true
  return steps.length === 1 && steps[0]?.evidence !== undefined && error === undefined
}

/** The observers of the page are those of a client and a server. */
function isPair({ hosts }: Run): boolean {
  return hosts.every(({ name }) => ['client', 'server', 'standby'].includes(name))
}

function head({ tool, runs: all }: Report, runs: readonly Run[]): string {
  const others = all.filter(run => !isPair(run)).length
  const shown = runs.filter(wasRun)
  const day = shown.map(({ startedAt }) => startedAt.slice(0, 10)).sort()[0] ?? 'no day'
  return `# Fidelity: what each plane shows, and what it cannot

Generated from ${shown.length} records of ${literal(day)}, halfopen ${literal(tool.version)}. Not written by hand: \`npm run scenarios\`, then \`npm run fidelity\`.

- The last columns are the observers: what each program printed, what each kernel knew of its sockets, and what passed on the wire.
- A time counts from the fault until that observer noticed the loss, with the error code that it showed.
- \`${wordsOf.silent}\`: it noticed nothing in so much time; the watch ends as soon as the scenario's own demand is decided.
- \`${wordsOf.absent}\`: it saw no traffic before the fault, so that its silence means nothing. Mostly there is no such observer on that plane.
- \`${wordsOf.blind}\`: the fault takes this observer itself away, or it had stopped before.
- \`virtual\`: in the guest kernel${kernelWords(shown)}; otherwise in real time, on the kernel of the machine that made the page.
- The client counts its stale answers itself.${others === 0 ? '' : `\n- Left out, for other hosts than a client and a server: ${count(others, 'record')}.`}`
}

function kernelWords(runs: readonly Run[]): string {
  const { kernel } = runs.find(({ clock }) => clock === 'virtual') ?? {}
  return kernel ? `, Linux ${literal(kernel.release)}${kernel.hz === undefined ? '' : `, HZ ${kernel.hz}`}` : ''
}

/** Who bears witness of what, and where nobody can. */
function overview(kinds: Kinds, planes: readonly PlaneName[]): string {
  const rows = kinds.map(([kind, runs]) => [`[${kind}](#${kind})`, ...planes.map(plane => witnesses(runs, plane))])
  return `## Who can see what\n\n${table(['fault', ...planes], rows)}`
}

function witnesses(runs: readonly Run[], plane: PlaneName): string {
  const here = runs.filter(run => run.plane === plane)
  const told = vantages.filter(vantage => here.some(run => cell(run, vantage).told))
  if (told.length > 0) return told.join(', ')
  const [reason] = reasons(here)
  return reason === undefined ? 'not tried' : `cannot: ${literal(reason)}`
}

function section(kind: string, runs: readonly Run[]): string {
  const rows = runs
    .filter(wasRun)
    .toSorted((a, b) => `${a.scenario} ${placeOf(a)}`.localeCompare(`${b.scenario} ${placeOf(b)}`))
    .map(run => [
      `${code(run.scenario)} ${literal(run.claim)}`,
      run.fault ? literal(faultWords(run.fault)) : '',
      literal(settingsWords(run.hosts.find(isClient)?.settings ?? {})),
      placeOf(run),
      ...vantages.map(vantage => literal(cell(run, vantage).words)),
    ])
  const shown = rows.length > 0 ? [table(['scenario', 'fault', 'client', 'plane', ...vantages], rows)] : []
  const planes = [...Map.groupBy(runs, ({ plane }) => plane)].sort(([a], [b]) => a.localeCompare(b))
  const cannot = planes.flatMap(([plane, here]) => reasons(here).map(reason => `- ${plane} cannot: ${literal(reason)}`))
  return [`## ${kind}`, ...shown, ...(cannot.length > 0 ? [cannot.join('\n')] : [])].join('\n\n')
}

/** Time is real where nothing else is said. */
function placeOf({ plane, clock }: Run): string {
  return clock === 'virtual' ? `${plane}, virtual` : plane
}

function wasRun({ verdict }: Run): boolean {
  return verdict.status !== 'skip'
}

/** The guard's reasons, each once. That a scenario was not written for a plane is no reason of the plane's. */
function reasons(runs: readonly Run[]): readonly string[] {
  const given = runs.flatMap(({ verdict }) =>
    verdict.status === 'skip' && verdict.why !== 'not-written-for' ? [verdict.reason] : [],
  )
  return [...new Set(given)]
}

/** Columns are aligned, as the formatter would have them. */
function table(names: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = names.map((name, i) => Math.max(3, name.length, ...rows.map(row => row[i]?.length ?? 0)))
  const line = (cells: readonly string[], fill = ' ') =>
    `| ${widths.map((width, i) => (cells[i] ?? '').padEnd(width, fill)).join(' | ')} |`
  return [line(names), line([], '-'), ...rows.map(row => line(row))].join('\n')
}
