// The record prints commands for a person to type. Right means: ip and nft describe what they make in the same words as
// what netlink made, down to the kernel's expressions. A command that does less, more or nothing would differ.
import { expect, test as plain } from 'vitest'
import { installed } from './fixtures/installed.ts'
import { sandboxed } from './fixtures/sandbox.ts'

const missing = ['ip', 'nft', 'sysctl'].filter(program => !installed(program))
const title =
  'the command log, typed into a shell, makes the same links, addresses, routes, neighbours, settings and rules'

if (missing.length > 0) plain(title, ({ skip }) => skip(`needs ${missing.join(', ')}`))
else {
  const { seen, test } = await sandboxed('replay')
  test(title, () => {
    expect(seen['made by netlink']).toMatchObject([{ rules: [''] }, { forwarding: '1\n1\n' }, { rules: [''] }])
    expect(seen['made by hand']).toEqual(seen['made by netlink'])
  })
}
