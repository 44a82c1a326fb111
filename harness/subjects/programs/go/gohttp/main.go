// net/http: the default client and its transport.
package main

import (
	"io"
	"net"
	"net/http"
	"time"

	"halfopen/clients/words"
)

// Of http.Client, in seconds.
type options struct{ Timeout time.Duration }

func main() {
	words.Client(func(start words.Start, set options) (words.Library, error) {
		client := &http.Client{Timeout: set.Timeout * time.Second}
		address := "http://" + net.JoinHostPort(start.Host, start.Port) + "/"
		ask := func() error {
			answer, err := client.Get(address)
			if err != nil {
				return err
			}
			defer answer.Body.Close()
			_, err = io.Copy(io.Discard, answer.Body)
			return err
		}
		return words.Library{Ask: ask}, nil
	})
}
