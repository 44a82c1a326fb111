// Where glibc looks a host up, and in which order: nsswitch.conf(5)

/**
 * `machine`: the file as the machine has it. Hosts are looked up in the file and then by DNS: other services answer for the machine. Passwords are
 * looked up without systemd, which locks root where the file may not be read (nss-systemd(8)): no sshd would let a guest's root in.
 */
export function orderText(machine: string): string {
  const others = machine.split('\n').filter(line => !/^\s*hosts\s*:/.test(line) && line !== '')
  return [...others.map(withoutLocks), 'hosts: files dns', ''].join('\n')
}

function withoutLocks(line: string): string {
  return /^\s*shadow\s*:/.test(line) ? line.replace(/\s+systemd\b(\s*\[[^\]]*\])?/g, '') : line
}
