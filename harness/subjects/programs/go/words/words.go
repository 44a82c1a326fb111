// Package words is what each client program here does with its library, and says in JSON lines. By hand:
// go run ./pgx 127.0.0.1 5432 idle|asking|asking=MS ['{"KeepAlive":10}']
package words

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"
)

// Library is one object of a client library.
type Library struct {
	// Ask asks once, and waits for the answer.
	Ask func() error
	// Idle waits for what the library tells by itself, and returns with the loss; nil where it tells nothing.
	Idle func() error
}

// Start is what a program was started with. Lost may be called whenever the library tells of a loss.
type Start struct {
	Host, Port string
	Idle       bool
	Lost       func(event string, err error)
}

var (
	mutex   sync.Mutex
	healthy bool
	asking  sync.Once
)

// Within asks with a context that ends after so many seconds; 0: with one that never does.
func Within(seconds time.Duration, ask func(context.Context) error) error {
	if seconds == 0 {
		return ask(context.Background())
	}
	limit, end := context.WithTimeout(context.Background(), seconds*time.Second)
	defer end()
	return ask(limit)
}

// Get asks for a page, and reads it to its end.
func Get(client *http.Client, start Start) error {
	answer, err := client.Get("http://" + net.JoinHostPort(start.Host, start.Port) + "/")
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	_, err = io.Copy(io.Discard, answer.Body)
	return err
}

// Client opens the library's object and asks it once. Idle: then nothing, until the library tells of a loss; asking: one question a second, or
// after each so long, each after the answer to the one before; an answer that came late is said. After a loss it asks once a second in both.
func Client[O any](open func(start Start, options O) (Library, error)) {
	var options O
	if len(os.Args) > 4 {
		if err := json.Unmarshal([]byte(os.Args[4]), &options); err != nil {
			fail(err)
		}
	}
	mode := os.Args[3]
	every := time.Second
	if ms, found := strings.CutPrefix(mode, "asking="); found {
		count, err := strconv.Atoi(ms)
		if err != nil {
			fail(err)
		}
		every = time.Duration(count) * time.Millisecond
	}
	var library Library
	begin := func() { asking.Do(func() { go ask(&library, every) }) }
	lost := func(event string, err error) {
		mutex.Lock()
		defer mutex.Unlock()
		if !healthy {
			return
		}
		healthy = false
		say("lost", codeOf(err), fmt.Sprintf("%s: %v", event, err))
		begin()
	}
	opened, err := open(Start{os.Args[1], os.Args[2], mode == "idle", lost}, options)
	if err != nil {
		fail(err)
	}
	library = opened
	if err := library.Ask(); err != nil {
		fail(err)
	}
	mutex.Lock()
	healthy = true
	say("connected", "", "")
	mutex.Unlock()
	if mode != "idle" {
		begin()
	} else if library.Idle != nil {
		lost("a waiting read failed", library.Idle())
	}
	for { // the runtime takes a program in which everything waits for ever for a mistake
		time.Sleep(24 * time.Hour)
	}
}

func ask(library *Library, every time.Duration) {
	for {
		mutex.Lock()
		pause := every
		if !healthy {
			pause = time.Second
		}
		mutex.Unlock()
		time.Sleep(pause)
		asked := time.Now()
		err := library.Ask()
		took := time.Since(asked)
		mutex.Lock()
		switch {
		case err == nil && !healthy:
			healthy = true
			say("recovered", "", "")
		case err == nil && took > 2*time.Second:
			say("traffic", "", fmt.Sprintf("an answer after %.1f s", took.Seconds()))
		case err != nil && healthy:
			healthy = false
			say("lost", codeOf(err), fmt.Sprintf("a question failed: %v", err))
		}
		mutex.Unlock()
	}
}

func say(kind, code, detail string) {
	line := map[string]string{"halfopen": kind}
	if code != "" {
		line["code"] = code
	}
	if detail != "" {
		line["detail"] = strings.SplitN(detail, "\n", 2)[0]
	}
	text, _ := json.Marshal(line)
	fmt.Println(string(text))
}

// The kernel's, where it is in there.
func codeOf(err error) string {
	var number syscall.Errno
	if errors.As(err, &number) {
		for name, known := range codes {
			if number == known {
				return name
			}
		}
	}
	if errors.Is(err, os.ErrDeadlineExceeded) {
		return "DEADLINE_EXCEEDED"
	}
	return ""
}

var codes = map[string]syscall.Errno{
	"ECONNRESET": syscall.ECONNRESET, "ETIMEDOUT": syscall.ETIMEDOUT, "EPIPE": syscall.EPIPE,
	"ECONNREFUSED": syscall.ECONNREFUSED, "EHOSTUNREACH": syscall.EHOSTUNREACH, "ENETUNREACH": syscall.ENETUNREACH,
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}
