// The network namespace that another process is in: entered for one piece of work, and left again. setns(2)
import { closeSync, openSync, readlinkSync } from 'node:fs'
import { libc } from './libc.ts'

/** Whether the process is in this thread's own network namespace. Throws a Node error where it may not be looked into. */
export function sharesNetns(pid: number): boolean {
  return readlinkSync(`/proc/${pid}/ns/net`) === readlinkSync(OWN)
}

/**
 * Runs `work` with this thread in the network namespace of a process; what an await does later happens outside. Throws a
 * SystemError, EPERM, where it is another one and CAP_SYS_ADMIN over it is missing.
 */
export function inNetnsOf<T>(pid: number, work: () => T): T {
  if (sharesNetns(pid)) return work()
  const before = openSync(OWN, 'r')
  const there = openSync(`/proc/${pid}/ns/net`, 'r')
  try {
    libc.setns(there, CLONE_NEWNET)
    try {
      return work()
    } finally {
      libc.setns(before, CLONE_NEWNET)
    }
  } finally {
    closeSync(there)
    closeSync(before)
  }
}

const OWN = '/proc/thread-self/ns/net'
const CLONE_NEWNET = 0x40000000
