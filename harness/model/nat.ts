// What a router does that puts its own address in the place of its clients': which ports it takes, and what becomes of what it cannot place.

/** Network address translation, as RFC 4787 and its like describe it. */
export interface Nat {
  /**
   * `kept`: a client's own port, where it is free, so that a mapping that is made anew is the same again. `random`: another one for each mapping.
   * @default 'kept'
   */
  ports?: 'kept' | 'random'
  /**
   * What conntrack calls invalid, such as a segment out of the window, belongs to no connection. `passed`: it goes on as it is, under an address that
   * nobody should see. `dropped`: it is gone.
   * @default 'passed'
   */
  invalid?: 'passed' | 'dropped'
}

/** Whether each mapping has a port that was drawn for it. */
export function drawsPorts(nat: boolean | Nat | undefined): boolean {
  return typeof nat === 'object' && nat.ports === 'random'
}
