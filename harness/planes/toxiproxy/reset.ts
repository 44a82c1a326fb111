// Ends a socket with a RST, at a moment when Node can: while a FIN of its own is on the way it closes nothing, keeps the socket for ever,
// and the thread that holds it never ends (net.Socket.resetAndDestroy, EINVAL, Node 24).
import type { Socket } from 'node:net'

/** Sends a RST and closes the socket, at once or as soon as its FIN is out. A socket that is closed stays as it is. */
export function reset(socket: Socket): void {
  if (socket.destroyed) return
  if (finGoesOut(socket)) socket.once('finish', () => socket.resetAndDestroy())
  else socket.resetAndDestroy()
}

/** Everything was written, and the FIN behind it was ordered: the kernel has it in the next turn of the event loop. */
function finGoesOut({ writableEnded, writableFinished, writableLength }: Socket): boolean {
  return writableEnded && !writableFinished && writableLength === 0
}
