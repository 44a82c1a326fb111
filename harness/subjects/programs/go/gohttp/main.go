// net/http: the default client and its transport.
package main

import (
	"net/http"
	"time"

	"halfopen/clients/words"
)

// Of http.Client, in seconds.
type options struct{ Timeout time.Duration }

func main() {
	words.Client(func(start words.Start, set options) (words.Library, error) {
		client := &http.Client{Timeout: set.Timeout * time.Second}
		ask := func() error { return words.Get(client, start) }
		return words.Library{Ask: ask}, nil
	})
}
