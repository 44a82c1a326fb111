// The same in Go: its own resolver reads resolv.conf and keeps nothing.
package main

import (
	"fmt"
	"net"
	"os"
	"time"
)

func main() {
	lost := false
	for {
		up, why := talk(&lost)
		if up {
			fmt.Println("lost:", why)
		} else {
			fmt.Println("no way:", why)
		}
		lost = lost || up
		time.Sleep(500 * time.Millisecond)
	}
}

func talk(lost *bool) (up bool, why error) {
	conn, err := net.DialTimeout("tcp4", net.JoinHostPort(os.Args[1], os.Args[2]), 2*time.Second)
	if err != nil {
		return false, err
	}
	defer conn.Close()
	word := make([]byte, 64)
	for {
		conn.SetDeadline(time.Now().Add(2 * time.Second))
		if _, err := conn.Write([]byte("ping\n")); err != nil {
			return up, err
		}
		if _, err := conn.Read(word); err != nil {
			return up, err
		}
		if !up {
			how := "connected"
			if *lost {
				how = "recovered"
			}
			fmt.Println(how, "at", conn.RemoteAddr())
		}
		up, *lost = true, false
		time.Sleep(500 * time.Millisecond)
	}
}
