// Tables as one transaction: all of it is in force when the request returns, or none of it.
import { attr, nest } from '../attribute.ts'
import { be16, be32, cstr, u8 } from '../bytes.ts'
import { ACK, APPEND, CREATE, type Msg, NETFILTER, type Span } from '../message.ts'
import { expression } from './expression.ts'
import { type Chain, checkNames, HOOKS, matches, type Rule, script, type Table } from './table.ts'

/** Puts the table in the place of the one with its name, or adds it. Counters start at 0. */
export function replaceTable(table: Table): Msg[] {
  checkNames(table)
  const { name } = table
  return transaction(`replace table ${name}`, `nft -f - <<'END'\n${script(table)}END`, [
    tableMsg(`add table ${name}`, NFT_MSG.NEWTABLE, name),
    tableMsg(`delete old table ${name}`, NFT_MSG.DELTABLE, name),
    tableMsg(`add table ${name}`, NFT_MSG.NEWTABLE, name),
    ...table.chains.flatMap(chain => [chainMsg(name, chain), ...chain.rules.map(rule => ruleMsg(name, chain, rule))]),
  ])
}

/** Removes a table with all its rules. ENOENT where there is none. */
export function deleteTable(name: string): Msg[] {
  const remove = tableMsg(`delete table ${name}`, NFT_MSG.DELTABLE, name)
  return transaction(`delete table ${name}`, `nft delete table inet ${name}`, [remove])
}

/** A message to nf_tables about family inet. */
export function nftMsg(what: string, type: number, flags: number, ...body: readonly Buffer[]): Msg {
  const head = [u8(NFPROTO_INET, 0), be16(0)] // struct nfgenmsg
  return msg(what, (NFNL_SUBSYS_NFTABLES << 8) | type, flags, Buffer.concat([...head, ...body]))
}

/** NFT_MSG_*, NFTA_* of linux/netfilter/nf_tables.h. */
export const NFT_MSG = { NEWTABLE: 0, DELTABLE: 2, NEWCHAIN: 3, NEWRULE: 6, GETRULE: 7 } as const
export const RULE = { TABLE: 1, CHAIN: 2, EXPRESSIONS: 4, USERDATA: 7 } as const

function transaction(what: string, command: string, steps: readonly Msg[]): Msg[] {
  const mark = (type: number) => msg(what, type, 0, Buffer.concat([u8(0, 0), be16(NFNL_SUBSYS_NFTABLES)]))
  return [{ ...mark(BATCH_BEGIN), command }, ...steps, mark(BATCH_END)]
}

function tableMsg(what: string, type: number, name: string): Msg {
  return nftMsg(what, type, (type === NFT_MSG.NEWTABLE ? CREATE : 0) | ACK, attr(1, cstr(name)))
}

function chainMsg(table: string, { hook, name = hook, priority = 0, type = 'filter', policy = 'accept' }: Chain): Msg {
  const place = nest(4, attr(1, be32(HOOKS[hook])), attr(2, be32(priority)))
  const names = [attr(1, cstr(table)), attr(3, cstr(name))]
  const verdict = attr(5, be32(policy === 'drop' ? 0 : 1))
  const what = `add chain ${name} to table ${table}`
  return nftMsg(what, NFT_MSG.NEWCHAIN, CREATE | ACK, ...names, place, verdict, attr(7, cstr(type)))
}

function ruleMsg(table: string, { hook, name: chain = hook }: Chain, rule: Rule): Msg {
  const names = [attr(RULE.TABLE, cstr(table)), attr(RULE.CHAIN, cstr(chain))]
  const counter = { text: 'counter', expressions: [expression('counter')] }
  const parts = [...matches(rule), counter, ...rule.does].map(({ text, expressions }) => ({
    text,
    bytes: Buffer.concat(expressions),
  }))
  const list = nest(RULE.EXPRESSIONS, ...parts.map(({ bytes }) => bytes))
  const name = cstr(rule.name)
  const comment = attr(RULE.USERDATA, Buffer.concat([u8(COMMENT, name.length), name]))
  const what = `add rule "${rule.name}" to table ${table}`
  const built = nftMsg(what, NFT_MSG.NEWRULE, CREATE | APPEND | ACK, ...names, list, comment)
  return { ...built, spans: spans(4 + Buffer.concat(names).length + 4, parts), fixes: { ENOENT: NEEDS } }
}

/** Where each part lies, when the first begins at `start`. */
function spans(start: number, parts: readonly { text: string; bytes: Buffer }[]): Span[] {
  let at = start
  return parts.map(({ text, bytes }) => {
    const from = at
    at += bytes.length
    return { from, to: at, text }
  })
}

function msg(what: string, type: number, flags: number, body: Buffer): Msg {
  return { what, command: '', protocol: NETFILTER, type, flags, body, fixes: FIXES }
}

const NFPROTO_INET = 1
const NFNL_SUBSYS_NFTABLES = 10
const BATCH_BEGIN = 0x10
const BATCH_END = 0x11
const COMMENT = 0
const NEEDS = 'Use a kernel with CONFIG_NFT_CT, CONFIG_NF_CONNTRACK, CONFIG_NFT_REJECT_INET and CONFIG_NFT_MASQ'
const FIXES = { EOPNOTSUPP: 'Use a kernel with nf_tables (CONFIG_NF_TABLES_INET)' } as const
