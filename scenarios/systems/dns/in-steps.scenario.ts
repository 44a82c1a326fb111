import { moveName, powerOff } from 'halfopen'
import { expect, type ScriptTestbed, test } from 'halfopen/vitest'
import { database, node } from './failover.ts'

test(
  'a reader stays where it is while its name moves, and is where that leads once it has lost its server',
  here(),
  async ({ testbed }) => {
    const { a, b, reader } = await started(testbed)
    await testbed.inject(moveName('db.test', b))
    await expect(reader).toStayConnectedFor('3s')
    await testbed.inject(powerOff(a))
    await expect(reader).toDetectLossWithin('3s')
    await expect(reader).toRecoverWithin('5s')
  },
)

test('a reader that has lost its server is nowhere as long as its name leads there', here(), async ({ testbed }) => {
  const { a, reader } = await started(testbed)
  await testbed.inject(powerOff(a))
  await expect(reader).toDetectLossWithin('3s')
  await expect(reader).not.toRecoverWithin('6s')
})

async function started(testbed: ScriptTestbed) {
  const a = await testbed.server('a', database())
  const b = await testbed.server('b', database())
  await testbed.names({ 'db.test': { is: a, ttl: '5s' } })
  return { a, b, reader: await testbed.client(node('{port}')) }
}

function here() {
  return { planes: ['netns'] } as const
}
