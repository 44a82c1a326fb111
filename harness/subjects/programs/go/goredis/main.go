// go-redis; while it is idle it waits for a message of a subscription.
package main

import (
	"context"
	"net"
	"time"

	"github.com/redis/go-redis/v9"

	"halfopen/clients/words"
)

// By the names of redis.Options, in seconds.
type options struct {
	ReadTimeout, DialTimeout time.Duration
	MaxRetries               int
	DialerRetries            int
	Dialer                   *words.Dialer
}

func main() {
	words.Client(func(start words.Start, set options) (words.Library, error) {
		given := &redis.Options{
			Addr:          net.JoinHostPort(start.Host, start.Port),
			ReadTimeout:   set.ReadTimeout * time.Second,
			DialTimeout:   set.DialTimeout * time.Second,
			MaxRetries:    set.MaxRetries,
			DialerRetries: set.DialerRetries,
		}
		if set.Dialer != nil {
			given.Dialer = set.Dialer.Made().DialContext
		}
		client := redis.NewClient(given)
		ask := func() error { return client.Incr(context.Background(), "asked").Err() }
		idle := func() error {
			news := client.Subscribe(context.Background(), "news")
			for {
				if _, err := news.Receive(context.Background()); err != nil {
					return err
				}
			}
		}
		return words.Library{Ask: ask, Idle: idle}, nil
	})
}
