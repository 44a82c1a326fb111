// What shows that something was done to the system, and bit: in words for people, and in numbers for whoever reads it later.

/** `facts`: every number in `text` that anybody goes by later, by its name. */
export interface Evidence {
  text: string
  facts: Readonly<Record<string, number>>
}
