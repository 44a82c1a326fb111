// The kernel whose timers were at work, or are taken to be.

/** The kernel whose timers were at work. */
export interface Kernel {
  /** `uname -r`. */
  release: string
  /** Ticks a second of its timer wheel (CONFIG_HZ); absent where it does not tell. */
  hz?: number
}
