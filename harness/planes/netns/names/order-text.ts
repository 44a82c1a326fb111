// Where glibc looks a host up, and in which order: nsswitch.conf(5)

/** `machine`: the file as the machine has it. Hosts are looked up in the file and then by DNS: other services answer for the machine. */
export function orderText(machine: string): string {
  const others = machine.split('\n').filter(line => !/^\s*hosts\s*:/.test(line) && line !== '')
  return [...others, 'hosts: files dns', ''].join('\n')
}
