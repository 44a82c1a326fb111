// What is worked on in the picture of the lab: a web server that asks its database, and a second database that may take over.
import { command, powerOff, scenarioTest } from 'halfopen'

const db = command('node db.mjs {port}', { ready: /listening/ })
const web = command('node web.mjs {db.host}:{db.port}', {
  connected: /^connected$/,
  lost: /^db is gone/,
  recovered: /^connected again/,
})

scenarioTest('web notices that its database is gone', {
  hosts: { db, b: { program: db, standsInFor: 'db' }, web },
  fault: powerOff('db'),
  bounds: { detectedBy: 'web-app', within: '10s' },
})
