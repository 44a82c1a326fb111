// The clients in Go: every module is pinned by programs/go/go.mod and go.sum.
import type { Starter } from '../client-kind.ts'
import { environment } from './environment.ts'

const made = environment({
  from: 'go',
  steps: [['go', 'build', '-trimpath', '-ldflags', '-s -w', '-o', 'bin/', './...']],
  env: { CGO_ENABLED: '0', GOFLAGS: '', GOOS: '', GOARCH: '' },
  fix: 'Give Go 1.26 or newer, or its toolchain, and access to its module proxy',
})

/** Starts the program of a folder. */
export const go: Starter = {
  language: 'Go',
  start: program => [`${made.folder}/bin/${program}`],
  needs: { go: 'golang-go' },
  prepare: made.prepare,
}

/** A dialer for a client that takes one: seconds, and TCP_USER_TIMEOUT in milliseconds. */
export interface GoDialer {
  Timeout?: number
  KeepAliveConfig: { Idle: number; Interval: number; Count: number }
  UserTimeout?: number
}
