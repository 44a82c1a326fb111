// In a sandbox, by real time.
import { boxed } from './fixtures/boxed.ts'
import { speaksUdp } from './fixtures/speaking-udp.ts'

await boxed(import.meta, speaksUdp)
