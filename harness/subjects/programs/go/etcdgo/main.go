// etcd's client; while it is idle it watches a key.
package main

import (
	"context"
	"errors"
	"net"
	"time"

	etcd "go.etcd.io/etcd/client/v3"

	"halfopen/clients/words"
)

// Of etcd's clientv3.Config, and a deadline for each question, in seconds.
type options struct{ DialKeepAliveTime, DialKeepAliveTimeout, Deadline time.Duration }

func main() {
	words.Client(func(start words.Start, set options) (words.Library, error) {
		client, err := etcd.New(etcd.Config{
			Endpoints:            []string{"http://" + net.JoinHostPort(start.Host, start.Port)},
			DialKeepAliveTime:    set.DialKeepAliveTime * time.Second,
			DialKeepAliveTimeout: set.DialKeepAliveTimeout * time.Second,
		})
		if err != nil {
			return words.Library{}, err
		}
		ask := func() error {
			return words.Within(set.Deadline, func(limit context.Context) error {
				_, err := client.Get(limit, "asked")
				return err
			})
		}
		idle := func() error {
			for answer := range client.Watch(context.Background(), "news") {
				if err := answer.Err(); err != nil {
					return err
				}
			}
			return errors.New("its watch ended")
		}
		return words.Library{Ask: ask, Idle: idle}, nil
	})
}
