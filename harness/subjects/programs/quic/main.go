// A QUIC server and a QUIC client in one program: "server HOST PORT" answers each word on its stream, "client HOST PORT" asks.
// What becomes of the connection is quic-go's own doing; it is told in JSON lines, by the names that the library has for it.
package main

import (
	"bufio"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"math/big"
	"net"
	"os"
	"time"

	"github.com/quic-go/quic-go"
)

var (
	idle      = flag.Duration("idle", 30*time.Second, "max_idle_timeout: RFC 9000 section 10.1")
	keepAlive = flag.Duration("keepalive", 0, "a PING after so much silence; 0: none")
	every     = flag.Duration("every", 0, "client: asks after each so long; 0: once")
	news      = flag.Duration("news", 0, "server: says something by itself after each so long; 0: never")
	migration = flag.Bool("migration", true, "server: follows a client to another address")
)

const protocol = "halfopen"

func main() {
	flag.Parse()
	if flag.NArg() != 3 {
		fmt.Fprintln(os.Stderr, "usage: quic-peer [options] server|client HOST PORT")
		os.Exit(64)
	}
	at := net.JoinHostPort(flag.Arg(1), flag.Arg(2))
	config := &quic.Config{MaxIdleTimeout: *idle, KeepAlivePeriod: *keepAlive}
	if flag.Arg(0) == "server" {
		fail(serve(at, config))
	}
	for first := true; ; first = false {
		tell("lost", ask(at, config, first))
		time.Sleep(250 * time.Millisecond)
	}
}

func serve(at string, config *quic.Config) error {
	socket, err := net.ListenPacket("udp", at)
	if err != nil {
		return err
	}
	if !*migration {
		os.Setenv("QUIC_GO_DISABLE_RECEIVE_BUFFER_WARNING", "true") // It does not know the socket inside for one.
		socket = &steadfast{PacketConn: socket, known: map[string]bool{}}
	}
	listener, err := quic.Listen(socket, serverTLS(), config)
	if err != nil {
		return err
	}
	fmt.Println("listening")
	for {
		connection, err := listener.Accept(context.Background())
		if err != nil {
			return err
		}
		go answer(connection)
	}
}

// Answers on the one stream that a client opens, and says when the library takes it to be at another address: RFC 9000 section 9.
func answer(connection *quic.Conn) {
	defer func() { fmt.Printf("ended: %v\n", context.Cause(connection.Context())) }()
	stream, err := connection.AcceptStream(context.Background())
	if err != nil {
		return
	}
	if *news > 0 {
		go func() {
			for range time.Tick(*news) {
				if _, err := stream.Write([]byte("news\n")); err != nil {
					return
				}
			}
		}()
	}
	go follow(connection)
	for words := bufio.NewScanner(stream); words.Scan(); {
		if _, err := stream.Write([]byte(words.Text() + "\n")); err != nil {
			return
		}
	}
}

// The library takes a client to be at another address when its answer to a PATH_CHALLENGE has come from there.
func follow(connection *quic.Conn) {
	from := connection.RemoteAddr().String()
	fmt.Printf("heard: %s\n", from)
	for range time.Tick(time.Second) {
		if connection.Context().Err() != nil {
			return
		}
		if now := connection.RemoteAddr().String(); now != from {
			fmt.Printf("migrated: %s is at %s now\n", from, now)
			from = now
		}
	}
}

func ask(at string, config *quic.Config, first bool) error {
	within, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	connection, err := quic.DialAddr(within, at, &tls.Config{InsecureSkipVerify: true, NextProtos: []string{protocol}}, config)
	if err != nil {
		return err
	}
	stream, err := connection.OpenStream()
	if err != nil {
		return err
	}
	go func() {
		for {
			if _, err := stream.Write([]byte("ping\n")); err != nil || *every == 0 {
				return
			}
			time.Sleep(*every)
		}
	}()
	heard := false
	for words := bufio.NewScanner(stream); words.Scan(); heard = true {
		if heard {
			continue
		}
		if first {
			tell("connected", nil)
		} else {
			tell("recovered", nil)
		}
	}
	<-connection.Context().Done()
	return context.Cause(connection.Context())
}

func tell(what string, why error) {
	line := map[string]string{"halfopen": what}
	if why != nil {
		line["code"], line["detail"] = codeOf(why), why.Error()
	}
	text, _ := json.Marshal(line)
	fmt.Println(string(text))
}

func codeOf(why error) string {
	var idle *quic.IdleTimeoutError
	var reset *quic.StatelessResetError
	var handshake *quic.HandshakeTimeoutError
	switch {
	case errors.As(why, &idle):
		return "IDLE_TIMEOUT"
	case errors.As(why, &reset):
		return "STATELESS_RESET"
	case errors.As(why, &handshake), errors.Is(why, context.DeadlineExceeded):
		return "HANDSHAKE_TIMEOUT"
	}
	return "QUIC"
}

// A key of its own for each run: nobody checks it.
func serverTLS() *tls.Config {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	fail(err)
	template := x509.Certificate{SerialNumber: big.NewInt(1), NotAfter: time.Now().AddDate(10, 0, 0)}
	certificate, err := x509.CreateCertificate(rand.Reader, &template, &template, &key.PublicKey, key)
	fail(err)
	return &tls.Config{
		Certificates: []tls.Certificate{{Certificate: [][]byte{certificate}, PrivateKey: key}},
		NextProtos:   []string{protocol},
	}
}

func fail(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
