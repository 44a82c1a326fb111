// net/http: a transport of HTTP/2, without TLS.
package main

import (
	"net/http"
	"time"

	"halfopen/clients/words"
)

// Of http.HTTP2Config, in seconds.
type options struct{ SendPingTimeout, PingTimeout time.Duration }

func main() {
	words.Client(func(start words.Start, set options) (words.Library, error) {
		transport := http.DefaultTransport.(*http.Transport).Clone()
		transport.Protocols = new(http.Protocols)
		transport.Protocols.SetUnencryptedHTTP2(true)
		transport.HTTP2 = &http.HTTP2Config{
			SendPingTimeout: set.SendPingTimeout * time.Second,
			PingTimeout:     set.PingTimeout * time.Second,
		}
		client := &http.Client{Transport: transport}
		ask := func() error { return words.Get(client, start) }
		return words.Library{Ask: ask}, nil
	})
}
