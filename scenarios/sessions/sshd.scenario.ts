// How long sshd keeps the session of a client that vanished. https://man.openbsd.org/sshd_config#ClientAliveCountMax
import { powerOff, scenarioTest } from 'halfopen'
import { ssh, sshd } from 'halfopen/subjects'

const vanished = { client: ssh.client(), fault: powerOff('client'), planes: ['netns'], clock: 'virtual' } as const

const says = {
  connected: { source: 'Accepted publickey', flags: '' },
  lost: { source: 'Timeout, client not responding', flags: '' },
}

scenarioTest("sshd keeps a vanished client's session for more than two hours", {
  ...vanished,
  server: sshd(),
  bounds: { detectedBy: 'server-kernel', within: '134min', notBefore: '131min', code: 'ETIMEDOUT' },
})

// Its manual promises 45 s. OpenSSH 9.2 asks every second interval only, in real time as well, and gives up with the fourth question.
scenarioTest("sshd ends a vanished client's session after two minutes where ClientAliveInterval says so", {
  ...vanished,
  server: { ...sshd('ClientAliveInterval=15', 'ClientAliveCountMax=3'), says },
  bounds: { detectedBy: 'server-app', within: '125s', notBefore: '115s' },
})
