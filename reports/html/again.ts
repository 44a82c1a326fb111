// How a run is repeated, and what it ran on: its command, its programs' command lines, versions, the capture and its network.
import { shellWord } from '../../harness/kit/shell-word.ts'
import type { Run, Tool } from '../../harness/model/report.ts'
import { againWords } from '../again.ts'
import { encoded } from '../anchor.ts'
import { beforeWords } from '../surroundings.ts'
import type { AgainView, Pair } from './view.ts'

/** All of it. */
export function againOf(run: Run, tool: Tool): AgainView {
  const { at, hosts, pcap, before = [], replay = [] } = run
  const programs = hosts.map(({ name, program, command }): Pair => {
    const words = command?.map(shellWord).join(' ')
    return [name, words === undefined ? program : program === name ? words : `${program}: ${words}`]
  })
  return {
    command: commandOf(run),
    ...(at === undefined ? {} : { at }),
    programs,
    versions: versionsOf(run, tool),
    ...(pcap === undefined ? {} : { pcap: { name: pcap, href: `./${encoded(pcap)}` } }),
    before: before.flatMap(step => [beforeWords(step), ...step.lines.map(line => `  ${line}`)]),
    network: replay,
  }
}

/** The same chance where that can be had; in real time the same scenario once more. */
function commandOf(run: Run): string {
  const { scenario, plane, clock, phase } = run
  const one = phase === undefined ? '' : ` --phase ${phase.number}`
  return againWords(run) ?? `npx halfopen run ${shellWord(scenario)} --plane ${plane} --clock ${clock}${one}`
}

function versionsOf({ kernel, box }: Run, { version, node, system }: Tool): string {
  const ran =
    kernel &&
    `kernel ${kernel.release}${kernel.hz === undefined ? '' : ` (${kernel.hz} Hz)`}${box ? ` in a ${box}` : ''}`
  return [`halfopen ${version}`, ...(node === undefined ? [] : [`Node ${node}`]), ran, system && `on ${system}`]
    .filter(Boolean)
    .join(', ')
}
