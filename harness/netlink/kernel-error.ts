// What the kernel says when it refuses: its own explanation where it gives one, the errno's meaning where not.
import { getSystemErrorMap } from 'node:util'
import { HalfopenError } from '../kit/errors.ts'
import { attributes } from './attribute.ts'
import { readText } from './bytes.ts'
import type { Msg } from './message.ts'
import { errnoName } from './native-call.ts'

/** A request the kernel refused. `errno` is the name of its reason, such as 'EEXIST'. */
export class KernelError extends HalfopenError {
  readonly errno: string

  constructor(message: string, errno: string, fix?: string) {
    super('E_KERNEL', message, fix === undefined ? {} : { fix })
    this.errno = errno
  }
}

/** The error of a refusal. `tlvs`: the attributes of the kernel's extended acknowledgement. */
export function refusal(msg: Msg, where: string, errno: number, tlvs: Buffer): KernelError {
  const { text, offset } = explanation(tlvs)
  const name = errnoName(errno)
  const cause = text
    ? readText(text)
    : (MEANINGS[name] ?? getSystemErrorMap().get(-errno)?.[1] ?? 'refused by the kernel')
  const place = named(msg, offset)
  return new KernelError(
    `Cannot ${msg.what}${where}: ${cause}${place} (${name})`,
    name,
    msg.fixes?.[name] ?? FIXES[name],
  )
}

/** Missing from old kernels; where it cannot be read the errno alone has to do. */
function explanation(tlvs: Buffer): { readonly text?: Buffer | undefined; readonly offset?: number | undefined } {
  try {
    const extended = attributes(tlvs)
    return { text: extended.get(EXT_MESSAGE), offset: extended.get(EXT_OFFSET)?.readUInt32LE() }
  } catch {
    return {}
  }
}

/** The part of the message that an offset points at. The kernel counts from the start of the frame's head. */
function named(msg: Msg, offset: number | undefined): string {
  const span =
    offset === undefined ? undefined : msg.spans?.find(({ from, to }) => offset - 16 >= from && offset - 16 < to)
  return span ? `, at "${span.text}"` : ''
}

const EXT_MESSAGE = 1
const EXT_OFFSET = 2
/** What these mean for a thing that is configured; their usual texts speak of files, processes and sockets. */
const MEANINGS: Readonly<Record<string, string>> = {
  EEXIST: 'it exists already',
  ENOENT: 'there is no such thing',
  ESRCH: 'there is no such thing',
  EOPNOTSUPP: 'the kernel does not support this',
  EBUSY: 'it is in use',
}
const FIXES: Readonly<Record<string, string>> = {
  EPERM: 'Run as root, or inside "unshare --user --map-root-user --net"',
}
