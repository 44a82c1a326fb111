// A firewall as data, and its text for `nft -f`: tables of chains of named rules. nft(8)
import { HalfopenError } from '../../kit/errors.ts'
import type { Part } from './match.ts'

/** A table of family inet: its rules see IPv4 and IPv6. */
export interface Table {
  readonly name: string
  readonly chains: readonly [Chain, ...Chain[]]
}

/** Rules that packets meet at one point of their way. Forwarded packets meet neither `input` nor `output`. */
export interface Chain {
  readonly hook: Hook
  /** Its hook's name when absent: of two chains at one hook one needs a name of its own. */
  readonly name?: string
  /** Lower comes first; a drop in any chain is final. 0 when absent. */
  readonly priority?: number
  /** 'filter' when absent. A chain that rewrites addresses meets only the first packet of a connection. */
  readonly type?: 'filter' | 'nat'
  /** What becomes of a packet that no rule decides. 'accept' when absent. */
  readonly policy?: 'accept' | 'drop'
  readonly rules: readonly Rule[]
}

/** All of `when` must hold; then the packet is counted under the rule's name, then `does` is done. */
export interface Rule {
  readonly name: string
  readonly when: readonly Part[]
  readonly does: readonly Part[]
}

type Hook = keyof typeof HOOKS

/** NF_INET_* of linux/netfilter.h. */
export const HOOKS = { prerouting: 0, input: 1, forward: 2, output: 3, postrouting: 4 } as const

/** What `nft -f -` reads to put this table in the place of an older one, in one transaction. */
export function script(table: Table): string {
  const chains = table.chains.map(
    ({ hook, name = hook, priority = 0, type = 'filter', policy = 'accept', rules }) =>
      `  chain ${name} {\n    type ${type} hook ${hook} priority ${priority}; policy ${policy};\n` +
      `${rules.map(rule => `    ${ruleText(rule)}\n`).join('')}  }\n`,
  )
  return `table inet ${table.name}\ndelete table inet ${table.name}\ntable inet ${table.name} {\n${chains.join('')}}\n`
}

/** The matches of a rule, each preceded once by what it needs: what `does` needs is before the counter as well. */
export function matches({ when, does }: Rule): readonly Part[] {
  const ordered = [...when.flatMap(part => [...(part.needs ?? []), part]), ...does.flatMap(part => part.needs ?? [])]
  return [...new Map(ordered.map(part => [part.text, part])).values()]
}

/** E_RULE when two rules share a name, or a name cannot be a comment of nft(8). */
export function checkNames(table: Table): void {
  const seen = new Set<string>()
  for (const { name } of table.chains.flatMap(chain => chain.rules)) {
    const fits = /^[^"\\\n\0]+$/.test(name) && Buffer.byteLength(name) <= 120
    const cause = seen.has(name) ? 'two rules have one name' : fits ? '' : 'not a rule name'
    if (cause !== '') {
      const fix = 'Use 1 to 120 bytes, each name once, without quotes, backslashes and line breaks'
      throw new HalfopenError('E_RULE', `Cannot build table ${table.name}: ${cause}, got "${name}"`, { fix })
    }
    seen.add(name)
  }
}

function ruleText(rule: Rule): string {
  const words = [...matches(rule), { text: 'counter' }, ...rule.does].map(({ text }) => text)
  return `${words.join(' ')} comment "${rule.name}"`
}
