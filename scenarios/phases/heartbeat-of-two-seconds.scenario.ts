import { command, powerOff, scenarioTest } from 'halfopen'

const program = (name: string) => new URL(`programs/${name}.py`, import.meta.url).pathname
const needs = { python3: 'python3' }

scenarioTest(
  'a heartbeat of two seconds that nobody declares notices a switched-off server within 2.6 s in its worst phase',
  {
    server: command(`python3 '${program('echo')}' {host} {port}`, { ready: /listening/, needs }),
    client: command(`python3 '${program('beat')}' {host} {port}`, { connected: /answered/, lost: /lost/, needs }),
    fault: powerOff('server'),
    phases: 8,
    bounds: { detectedBy: 'client-app', within: '2.6s' },
    planes: ['netns'],
  },
)
