package main

import "net"

// Takes a datagram only from an address that has begun a connection, which is what a balancer by address and port comes to: whoever has moved is
// not heard, and not told. RFC 9000 section 9 allows a server that.
type steadfast struct {
	net.PacketConn
	known map[string]bool
}

func (s *steadfast) ReadFrom(into []byte) (int, net.Addr, error) {
	for {
		size, from, err := s.PacketConn.ReadFrom(into)
		if err != nil {
			return size, from, err
		}
		if begins(into[:size]) {
			s.known[from.String()] = true
		}
		if s.known[from.String()] {
			return size, from, nil
		}
	}
}

// A long header: handshakes alone have one. RFC 9000 section 17.2.
func begins(datagram []byte) bool {
	return len(datagram) > 0 && datagram[0]&0x80 != 0
}
