// Orders over HTTP: `orders server HOST PORT`, and `orders client ADDRESS SECONDS`, which asks once a second and waits so long for an answer (0: for ever).
package main

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"strconv"
	"sync/atomic"
	"time"
)

func main() {
	if os.Args[1] == "server" {
		serve(os.Args[2], os.Args[3])
	}
	seconds, err := strconv.Atoi(os.Args[3])
	if err != nil {
		panic(err)
	}
	ask(os.Args[2], time.Duration(seconds)*time.Second)
}

func serve(host, port string) {
	var orders atomic.Int64
	listener, err := net.Listen("tcp", net.JoinHostPort(host, port))
	if err != nil {
		panic(err)
	}
	fmt.Println("listening")
	panic(http.Serve(listener, http.HandlerFunc(func(answer http.ResponseWriter, _ *http.Request) {
		fmt.Fprintf(answer, "%d orders\n", orders.Add(1))
	})))
}

func ask(address string, limit time.Duration) {
	client := &http.Client{Timeout: limit}
	connected, well := false, false
	for ; ; time.Sleep(time.Second) {
		err := get(client, address)
		switch {
		case err == nil && !well:
			fmt.Println(map[bool]string{false: "connected", true: "back"}[connected])
			connected, well = true, true
		case err != nil && well:
			fmt.Printf("lost: %v\n", err)
			well = false
		}
	}
}

func get(client *http.Client, address string) error {
	answer, err := client.Get(address)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	_, err = io.Copy(io.Discard, answer.Body)
	return err
}
