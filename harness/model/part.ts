// What a part of a whole says of itself, so that parts which were made apart, on other machines perhaps, can be told apart and put together.

/** A part of `--shard 2/3`. */
export interface Part {
  /** From 1. */
  index: number
  count: number
  /** What all parts of one whole have in common, by name: what was chosen, what it began with, who made it. */
  whole: { readonly [name: string]: string }
  /** Nothing fell to it: there is less than there are parts. */
  empty?: true
  /** It was ended before its end. */
  interrupted?: true
  /** Of what was measured, to know a part that was edited. */
  digest: string
}
