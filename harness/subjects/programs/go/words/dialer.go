// What a client's sockets are told, where its library takes a dialer.
package words

import (
	"errors"
	"net"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// Dialer has the names of net.Dialer, in seconds; TCP_USER_TIMEOUT in milliseconds.
type Dialer struct {
	Timeout         time.Duration
	KeepAliveConfig struct {
		Idle, Interval time.Duration
		Count          int
	}
	UserTimeout int
}

// Made is one that dials so.
func (set *Dialer) Made() *net.Dialer {
	probes := set.KeepAliveConfig
	config := net.KeepAliveConfig{
		Enable: true, Idle: probes.Idle * time.Second, Interval: probes.Interval * time.Second, Count: probes.Count,
	}
	made := &net.Dialer{Timeout: set.Timeout * time.Second, KeepAliveConfig: config}
	if set.UserTimeout > 0 {
		made.Control = set.userTimeout
	}
	return made
}

func (set *Dialer) userTimeout(network, address string, c syscall.RawConn) (err error) {
	failed := c.Control(func(fd uintptr) {
		err = unix.SetsockoptInt(int(fd), unix.IPPROTO_TCP, unix.TCP_USER_TIMEOUT, set.UserTimeout)
	})
	return errors.Join(err, failed)
}
