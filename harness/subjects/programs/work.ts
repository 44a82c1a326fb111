// Work for the CPU: so that a program needs it to answer, and is late when it does not get it.

/** Computes until this process has used so much more CPU time, however long that takes. Where that stands still, as in virtual time, hardly at all. */
export function work(forMs: number): void {
  const start = process.cpuUsage()
  for (let rounds = 0; ; rounds++) {
    const { user, system } = process.cpuUsage(start)
    const usedMs = (user + system) / 1_000
    if (usedMs >= forMs || (usedMs === 0 && rounds > mostRounds)) return
    for (let n = 0; n < 10_000; n++) Math.sqrt(n)
  }
}

/** So many rounds take some milliseconds; a kernel that counts at all counts much finer. */
const mostRounds = 200
