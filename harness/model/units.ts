// The units and names that everything else is written in.

/**
 * Every duration and every instant, in milliseconds. Instants count from the start of the run, on one monotonic clock.
 * @minimum 0
 */
export type Ms = number

/** A host of the system under test, by its name: a letter, then letters, digits, `_` and `-`. `client`, `server` and `standby` are the pair's. */
export type HostName = string

/**
 * Who tells: a host's program in its own words, a host's kernel by its sockets, or what passed between hosts, on any path or on one.
 * Read with `readObserver`, written with `appOf`, `kernelOf` and `wireOf`.
 */
export type Observer = `${HostName}-app` | `${HostName}-kernel` | 'wire' | `wire:${HostName}>${HostName}`

/** Where packets can be interfered with. */
export type PlaneName = 'toxiproxy' | 'netns'

/** What a run is locked into: namespaces of its own, or a guest kernel. Absent: it ran in the test runner's own process. */
export type BoxName = 'sandbox' | 'guest'

/** Real time, or virtual: it stands still while anything computes and jumps while everything waits. */
export type ClockName = 'real' | 'virtual'
