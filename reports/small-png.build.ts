// A picture of a page as a small file: text and areas, for which a quarter of the colours is enough.
import { PNG } from 'pngjs'

/** The same picture. A browser is quick and not thrifty: areas of one colour take less without a filter, and what is opaque no fourth byte. */
export function smallPng(bytes: Buffer): Buffer {
  const image = PNG.sync.read(bytes)
  image.data = Buffer.from(image.data.map((value, at) => (at % 4 === 3 ? value : rounded(value))))
  return PNG.sync.write(image, { colorType: 2, filterType: 0, deflateLevel: 9, deflateStrategy: 0 })
}

/** Edges of letters have hundreds of shades, of which nobody sees more than a few: with 32 a channel a file is smaller by a third. */
function rounded(value: number): number {
  return Math.round((Math.round((value / 255) * steps) / steps) * 255)
}

const steps = 31
