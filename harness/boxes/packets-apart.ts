// A folder for the packets of many runs, which are looked at and not kept: whoever runs next in this process puts his where they belong.
import { handedOn, handOn } from '../runtime/handed-on.ts'
import { makeRunFolder, type RunFolder } from './run-folder.ts'

/** Handed on as the place of all packets, until it is disposed. Throws E_TMP where it cannot be made. */
export function packetsApart(): RunFolder {
  const folder = makeRunFolder()
  const { output } = handedOn()
  handOn({ output: folder.path })
  return {
    path: folder.path,
    [Symbol.asyncDispose]: async () => {
      handOn({ output })
      await folder[Symbol.asyncDispose]()
    },
  }
}
