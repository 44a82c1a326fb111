// nats.go: a connection. A question is a round trip of its own PING.
package main

import (
	"net"
	"time"

	"github.com/nats-io/nats.go"

	"halfopen/clients/words"
)

// By the names of nats.Options, in seconds.
type options struct {
	PingInterval time.Duration
	MaxPingsOut  int
	FlushTimeout time.Duration
	Timeout      time.Duration
}

func main() {
	words.Client(func(start words.Start, set options) (words.Library, error) {
		given := []nats.Option{
			nats.DisconnectErrHandler(func(_ *nats.Conn, err error) { start.Lost("its DisconnectErrHandler", err) }),
			nats.ClosedHandler(func(at *nats.Conn) { start.Lost("its ClosedHandler", at.LastError()) }),
		}
		if set.PingInterval > 0 {
			given = append(given, nats.PingInterval(set.PingInterval*time.Second))
		}
		if set.MaxPingsOut > 0 {
			given = append(given, nats.MaxPingsOutstanding(set.MaxPingsOut))
		}
		if set.Timeout > 0 {
			given = append(given, nats.Timeout(set.Timeout*time.Second))
		}
		at, err := nats.Connect("nats://"+net.JoinHostPort(start.Host, start.Port), given...)
		if err != nil {
			return words.Library{}, err
		}
		ask := at.Flush
		if set.FlushTimeout > 0 {
			ask = func() error { return at.FlushTimeout(set.FlushTimeout * time.Second) }
		}
		return words.Library{Ask: ask}, nil
	})
}
