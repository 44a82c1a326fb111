// How wide the terminal behind a stream is, and whether it shows colours. A pipe is plain and always as wide, so that the same run reads the same.
import { styleText } from 'node:util'

/** Node decides about colours, by the stream, NO_COLOR, FORCE_COLOR and TERM. What is narrower than 80 columns breaks lines itself. */
export function terminalOf(stream: Sink): { readonly colour: boolean; readonly columns: number } {
  const columns = stream.isTTY ? Math.max(narrowest, stream.columns || narrowest) : inPipes
  return { colour: styleText('bold', sample, { stream }) !== sample, columns }
}

type Sink = Pick<NodeJS.WriteStream, 'isTTY' | 'columns'> & NodeJS.WritableStream

const narrowest = 80
const inPipes = 100
const sample = '.'
