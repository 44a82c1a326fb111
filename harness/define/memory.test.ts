import { expect, test } from 'vitest'
import { command } from './command.ts'
import { type Memory, parseMemory } from './memory.ts'

test('memory is megabytes', () => {
  expect([parseMemory('512MB'), parseMemory('2GB')]).toEqual([512, 2_048])
  expect(command('java', { memory: '1GB' }).memoryMb).toBe(1_024)
  expect(command('java').memoryMb).toBeUndefined()
})

test.for(['512', '512 MB', '0MB', '1.5GB', '64GB', '1TB', '', 512, null] as Memory[])('%o is none', written => {
  expect(() => parseMemory(written)).toThrow(/^Cannot read the memory: .* Write memory: '512MB' or .*\[E_MEMORY\]$/)
})
