// How text is to look where it is shown: in colour on a terminal, and as wide as that is.
import { styleText } from 'node:util'

/** No line is longer than `columns`, but for a word that is. */
export interface Look {
  readonly colour: boolean
  readonly columns: number
}

export type Style = Parameters<typeof styleText>[0]

/** The text in a style, where there is colour and a style. */
export function paint({ colour }: Pick<Look, 'colour'>, style: Style | undefined, text: string): string {
  return colour && style ? styleText(style, text, { validateStream: false }) : text
}
