// Data as they were packed into the page.

/** Reads what packed.ts has written. Rejects where the page was cut or changed. */
export async function unpack<T>(letters: string): Promise<T> {
  const bytes = Uint8Array.from(atob(letters), letter => letter.charCodeAt(0))
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'))
  const view: T = await new Response(stream).json()
  return view
}
