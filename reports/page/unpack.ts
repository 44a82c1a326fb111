// A run's data as they were packed into the page.
import type { RunView } from '../html/view.ts'

/** Reads what packed.ts has written. Rejects where the page was cut or changed. */
export async function unpack(letters: string): Promise<RunView> {
  const bytes = Uint8Array.from(atob(letters), letter => letter.charCodeAt(0))
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'))
  const view: RunView = await new Response(stream).json()
  return view
}
