// amqp091-go: a connection and a channel. A question is a message that the broker confirms. It does not connect again by itself.
package main

import (
	"context"
	"net"
	"time"

	amqp "github.com/rabbitmq/amqp091-go"

	"halfopen/clients/words"
)

// Of amqp.Config, in seconds.
type options struct{ Heartbeat time.Duration }

func main() {
	words.Client(func(start words.Start, set options) (words.Library, error) {
		address := "amqp://app:app@" + net.JoinHostPort(start.Host, start.Port) + "/"
		config := amqp.Config{Heartbeat: 10 * time.Second, Locale: "en_US"}
		if set.Heartbeat > 0 {
			config.Heartbeat = set.Heartbeat * time.Second
		}
		connection, err := amqp.DialConfig(address, config)
		if err != nil {
			return words.Library{}, err
		}
		closed := connection.NotifyClose(make(chan *amqp.Error, 1))
		go func() { start.Lost("its NotifyClose", <-closed) }()
		channel, err := connection.Channel()
		if err != nil {
			return words.Library{}, err
		}
		if err := channel.Confirm(false); err != nil {
			return words.Library{}, err
		}
		if _, err := channel.QueueDeclare("questions", false, true, false, false, nil); err != nil {
			return words.Library{}, err
		}
		ask := func() error {
			message := amqp.Publishing{Body: []byte("?")}
			confirmed, err := channel.PublishWithDeferredConfirm("", "questions", false, false, message)
			if err != nil {
				return err
			}
			_, err = confirmed.WaitContext(context.Background())
			return err
		}
		return words.Library{Ask: ask}, nil
	})
}
