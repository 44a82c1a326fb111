// What work that was stopped rejects with: the user's wish and no fault of ours, told in one line and with the exit code of an interrupt.

/** `what` was stopped, as in `the league`. */
export class Interrupted extends Error {
  constructor(what: string) {
    super(`${what} was interrupted`)
  }
}
