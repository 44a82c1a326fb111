// pgx: one connection; while it is idle it waits for a notification. It does not connect again by itself.
package main

import (
	"context"
	"net"
	"time"

	"github.com/jackc/pgx/v5"

	"halfopen/clients/words"
)

// Seconds of the dialer's keepalive, and of a context for each question; or a whole dialer.
type options struct {
	KeepAlive time.Duration
	Timeout   time.Duration
	Dialer    *words.Dialer
}

func main() {
	words.Client(func(start words.Start, set options) (words.Library, error) {
		config, err := pgx.ParseConfig("postgres://app@" + net.JoinHostPort(start.Host, start.Port) + "/postgres?sslmode=disable")
		if err != nil {
			return words.Library{}, err
		}
		if set.KeepAlive > 0 {
			pause := set.KeepAlive * time.Second
			dialer := net.Dialer{KeepAliveConfig: net.KeepAliveConfig{Enable: true, Idle: pause, Interval: pause, Count: 3}}
			config.DialFunc = dialer.DialContext
		}
		if set.Dialer != nil {
			config.DialFunc = set.Dialer.Made().DialContext
		}
		db, err := pgx.ConnectConfig(context.Background(), config)
		if err != nil {
			return words.Library{}, err
		}
		ask := func() error {
			return words.Within(set.Timeout, func(limit context.Context) error {
				_, err := db.Exec(limit, "select 1")
				return err
			})
		}
		idle := func() error {
			if _, err := db.Exec(context.Background(), "listen news"); err != nil {
				return err
			}
			_, err := db.WaitForNotification(context.Background())
			return err
		}
		return words.Library{Ask: ask, Idle: idle}, nil
	})
}
