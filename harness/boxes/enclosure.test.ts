// Method: a small file system in memory, in a mount table of the test's own, so that nothing of it is on this machine; in it a box for a user
// without rights, whose program writes wherever it may. What the file system holds afterwards is what the box did not throw away. A box that threw
// nothing away would leave all of it, one that could not be written in would say so, and one that says too much is told by what stays.
import { execFileSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { keptOutsideVariable } from '../runtime/where.ts'
import { enclosed } from './enclosure.ts'
import { findEntrance } from './entrance.ts'

const entrance = await findEntrance()
const noRoot = process.getuid?.() === 0 ? undefined : 'only root may make files of several users'
const why = 'reason' in entrance ? entrance.reason : noRoot
const asUser = [
  'unshare',
  '--user',
  '--map-root-user',
  '--net',
  '--mount',
  '--pid',
  '--fork',
  '--kill-child',
  '--mount-proc',
]

describe.skipIf(why !== undefined)(`a box for a user without rights${why === undefined ? '' : ` (${why})`}`, () => {
  test('throws away what is written in his home, also where a folder is removed and made again', () => {
    const { thrown, left } = seen(`
      rm -r work && mkdir work && echo new > work/other && echo new >> old && mkdir -p fresh/er && echo new > fresh/er/file
      [ "$(cat work/other fresh/er/file)" = "new
new" ] || echo it cannot be written in > /mnt/run/out`)
    expect(thrown).toEqual(['/mnt/data/me'])
    expect(left).toEqual(homes)
  })

  test('throws away part by part where something is mounted in his home; what lies beside the parts stays', () => {
    const write = 'for folder in . .hidden work mounted; do mkdir -p $folder && echo new > $folder/new; done'
    const { thrown, left } = seen(write, 'mount -t tmpfs memory mounted && mkdir .hidden && echo old > mounted/old')
    expect(thrown.toSorted()).toEqual(['/mnt/data/me/.hidden', '/mnt/data/me/mounted', '/mnt/data/me/work'])
    expect(left).toEqual({ ...homes, 'data/me/new': 'new' })
  })

  test('keeps what is written in a folder of his that it does not look for, and does not say that it was thrown away', () => {
    const { thrown, left } = seen(
      'echo new > /mnt/deep/er/own/new; echo new > /mnt/run/out',
      'mkdir /mnt/deep/er/own && chown 65534:65534 /mnt/deep/er/own',
    )
    expect(thrown).toEqual(['/mnt/data/me'])
    expect(left).toMatchObject({ 'deep/er/own/new': 'new', 'run/out': 'new' })
  })

  test('keeps what is written in a folder of a group of his: another group cannot be copied up, and a program would fail', () => {
    const { thrown, left } = seen('echo new > /mnt/team/new', 'mkdir /mnt/team && chown 65534:0 /mnt/team')
    expect(thrown).toEqual(['/mnt/data/me'])
    expect(left).toMatchObject({ 'team/new': 'new' })
  })

  const foreign =
    'mkdir -pm 1777 /mnt/shared && mkdir -p /mnt/shared/x/mine && echo old | tee /mnt/shared/x/old > /mnt/shared/x/mine/old'
  const given = 'chown -R 65534:65534 /mnt/shared/x/old /mnt/shared/x/mine'
  const tried =
    'for file in shared/new shared/x/old shared/x/mine/old; do echo new >> /mnt/$file || echo $file > /mnt/run/out; done'

  test('keeps what is written in a folder of somebody else below one such as /tmp, where nothing could be copied up', () => {
    const { thrown, left } = seen(tried, `${foreign}; ${given}`)
    expect(thrown.toSorted()).toEqual(['/mnt/data/me', '/mnt/shared'])
    const [one, other] = ['shared/x/old', 'shared/x/mine/old']
    expect(left).toEqual({ ...homes, [one]: 'old\nnew', [other]: 'old\nnew' })
  })

  test('and throws away what is written in there where that is his home', () => {
    const { thrown, left } = seen(tried, `${foreign}; ${given}; home=/mnt/shared/x/mine`)
    expect(thrown.toSorted()).toEqual(['/mnt/shared', '/mnt/shared/x/mine'])
    expect(left).toEqual({ ...homes, 'shared/x/old': 'old\nnew', 'shared/x/mine/old': 'old' })
  })

  test('also deeper in a home, and with the home itself laid over as well', () => {
    const { thrown, left } = seen(
      'for file in old a/b/old a/b/project/old; do echo new >> /mnt/data/me/$file || echo $file > /mnt/run/out; done',
      `home=/mnt/data/me/a/b/project; mkdir -p $home; echo old | tee a/b/old > a/b/project/old; afterwards='chown 0:0 a/b'`,
    )
    expect(thrown.toSorted()).toEqual(['/mnt/data/me', '/mnt/data/me/a/b/project'])
    expect(left).toEqual({ ...homes, 'data/me/a/b/old': 'old\nnew', 'data/me/a/b/project/old': 'old' })
  })

  test.for([' ', ':', ',', '\\', '\t', '*', '"', '\\040'])(
    'throws away what is written in a home with %j in its name',
    odd => {
      const { thrown, left } = seen(
        'for folder in . work work/theirs mounted; do echo new >> $folder/old || echo $folder > /mnt/run/out; done',
        `home='/mnt/data/m${odd}e'; mkdir -p "$home/work/theirs" "$home/mounted"; cd "$home"
      mount -t tmpfs memory mounted; echo old | tee old work/old work/theirs/old > mounted/old
      chown -R 65534:65534 .; afterwards='chown 0:0 work/theirs'`,
      )
      const home = `/mnt/data/m${odd}e`
      expect(thrown.toSorted()).toEqual([`${home}/mounted`, `${home}/work`])
      const kept = Object.fromEntries(['old', 'work/theirs/old'].map(name => [`data/m${odd}e/${name}`, 'old\nnew']))
      const gone = Object.fromEntries(['work/old', 'mounted/old'].map(name => [`data/m${odd}e/${name}`, 'old']))
      expect(left).toEqual({ ...homes, ...kept, ...gone })
    },
  )

  test('leaves to a program what it may not do: what belongs to others is not written', () => {
    const { left } = seen('echo new > /mnt/data/of-others || echo new > /etc/halfopen || echo refused > /mnt/run/out')
    expect(left).toMatchObject({ 'run/out': 'refused' })
  })
})

/** What the file system holds before. */
const homes = { 'data/me/mounted/old': 'old', 'data/me/old': 'old', 'data/me/work/old': 'old' }

/** What a program of the user's left in the file system, and where what it wrote was to be thrown away. `before`: what he did himself. */
function seen(program: string, before = 'true'): { thrown: readonly string[]; left: Readonly<Record<string, string>> } {
  const said = `printf %s "$${keptOutsideVariable}" > /mnt/run/thrown`
  const boxed = enclosed(['sh', '-c', `${said}; ${program}`], '/mnt/run')
  const script = `
    mount -t tmpfs -o mode=755 memory /mnt && mkdir -p /mnt/deep/er /mnt/data/me/work /mnt/data/me/mounted /mnt/run && cd /mnt/data/me
    echo old | tee old work/old > mounted/old
    home=$PWD afterwards=true
    ${before}
    chown -R 65534:65534 /mnt/data/me /mnt/run; $afterwards; cd "$home"
    HOME=$home setpriv --reuid 65534 --regid 65534 --clear-groups "$@" 2>/dev/null
    cd /mnt && find * -type f -exec grep -HZ '' {} +`
  const [file = '', ...args] = ['unshare', '--mount', 'sh', '-c', script, 'sh', ...asUser, ...boxed]
  const lines = execFileSync(file, args, { encoding: 'utf8' }).trim().split('\n')
  const found = lines.map(line => line.split('\0')).map(([name = '', text = '']) => [name, text] as const)
  const texts = Map.groupBy(found, ([name]) => name)
  texts.delete('run/thrown')
  return {
    thrown: found.filter(([name, text]) => name === 'run/thrown' && text.startsWith('/mnt/')).map(([, text]) => text),
    left: Object.fromEntries([...texts].map(([name, all]) => [name, all.map(([, text]) => text).join('\n')])),
  }
}
