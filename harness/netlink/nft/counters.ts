// What each named rule has counted: the evidence that a fault bit.
import { attr, attributeList, attributes } from '../attribute.ts'
import { cstr, readText } from '../bytes.ts'
import type { Netns } from '../netns.ts'
import { reading } from '../reading.ts'
import { NFT_MSG, nftMsg, RULE } from './batch.ts'

/**
 * Packets and bytes by rule name. A rule that somebody removed is missing, and so is every rule of a table that does
 * not exist.
 */
export function counters(netns: Pick<Netns, 'dump'>, table: string): Readonly<Record<string, Count>> {
  const what = `read counters of table ${table}`
  const question = nftMsg(what, NFT_MSG.GETRULE, 0, attr(RULE.TABLE, cstr(table)))
  return Object.fromEntries(netns.dump(question).flatMap(reading(what, named)))
}

export interface Count {
  readonly packets: number
  readonly bytes: number
}

function named(body: Buffer): [name: string, count: Count][] {
  const rule = attributes(body.subarray(4))
  const name = rule.get(RULE.USERDATA)?.subarray(2)
  const count = counted(rule.get(RULE.EXPRESSIONS))
  return name && count ? [[readText(name), count]] : []
}

function counted(expressions: Buffer | undefined): Count | undefined {
  for (const [, bytes] of attributeList(expressions ?? Buffer.alloc(0))) {
    const expression = attributes(bytes)
    if (readText(expression.get(1) ?? Buffer.alloc(0)) !== 'counter') continue
    const data = attributes(expression.get(2))
    return { bytes: bigEndian(data.get(1)), packets: bigEndian(data.get(2)) }
  }
  return undefined
}

const bigEndian = (bytes: Buffer | undefined): number => Number(bytes?.readBigUInt64BE() ?? 0n)
