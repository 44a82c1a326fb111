// A process and its children's children, by the lists that the kernel keeps of them.
import { readFileSync } from 'node:fs'
import { threadsOf } from '../../observe/schedstat.ts'

/** As far as nobody on the way has ended; itself alone where the kernel keeps no list (CONFIG_PROC_CHILDREN). */
export function familyOf(pid: number): readonly number[] {
  const children = threadsOf(pid).flatMap(({ id }) => childrenOf(`/proc/${pid}/task/${id}/children`))
  return [pid, ...children.flatMap(child => familyOf(Number(child)))]
}

function childrenOf(file: string): readonly string[] {
  try {
    return readFileSync(file, 'latin1').split(' ').filter(Boolean)
  } catch {
    return []
  }
}
