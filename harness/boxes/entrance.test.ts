// A sandbox elsewhere than on Linux: it is refused with that reason, and not with a program that is missing.
import { expect, test } from 'vitest'
import { findEntrance, requireEntrance } from './entrance.ts'

test('on another system than Linux a sandbox is refused with that reason, and on Linux never with it', async () => {
  const own = process.platform
  Object.defineProperty(process, 'platform', { value: 'darwin' })
  const [there, thrown] = await Promise.all([findEntrance(), requireEntrance().catch(String)]).finally(() =>
    Object.defineProperty(process, 'platform', { value: own }),
  )
  expect(there).toEqual({ reason: "namespaces are Linux's, and this is darwin", fix: 'Use --plane toxiproxy' })
  expect(thrown).toContain("Cannot make a sandbox: namespaces are Linux's, and this is darwin. Use --plane toxiproxy")
  expect(await findEntrance()).not.toEqual(there)
})
