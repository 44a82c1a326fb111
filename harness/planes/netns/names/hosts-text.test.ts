import { expect, test } from 'vitest'
import { hostsText } from './hosts-text.ts'
import { orderText } from './order-text.ts'

const hosts = [
  { host: 'db', address: '198.18.2.2' },
  { host: 'app#1', address: '198.18.1.2' },
]

test('every host has its name, and the machine keeps what it calls itself', () => {
  const machine = '127.0.0.1 localhost\n127.0.1.1  vm vm.example # its own\n::1 ip6-localhost\n10.0.0.5 store\n'
  expect(hostsText(machine, hosts)).toBe(
    '127.0.0.1 localhost\n127.0.1.1 vm vm.example\n::1 ip6-localhost\n198.18.2.2 db\n198.18.1.2 app-1\n',
  )
})

test('the twin: a machine that is called as one of the hosts does not stand in its way, and localhost is there without a file', () => {
  expect(hostsText('127.0.0.1 localhost DB\n127.0.1.1 db\n', hosts)).toBe(
    '127.0.0.1 localhost\n198.18.2.2 db\n198.18.1.2 app-1\n',
  )
  expect(hostsText('', [])).toBe('127.0.0.1 localhost\n')
})

test('hosts are looked up in the file and then by DNS, and nothing else is touched', () => {
  expect(orderText('passwd: files\nhosts:  files resolve [!UNAVAIL=return] dns\nnetworks: files\n')).toBe(
    'passwd: files\nnetworks: files\nhosts: files dns\n',
  )
  expect(orderText('')).toBe('hosts: files dns\n')
})

test('passwords are looked up where the machine looks, but for what systemd makes up', () => {
  expect(orderText('passwd: files systemd\nshadow:   files systemd [!UNAVAIL=return] sss\ngshadow: files\n')).toBe(
    'passwd: files systemd\nshadow:   files sss\ngshadow: files\nhosts: files dns\n',
  )
})
