// grpc-go: a channel; while it is idle it watches a stream, on which the server says nothing.
package main

import (
	"context"
	"net"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/keepalive"
	"google.golang.org/protobuf/types/known/emptypb"

	"halfopen/clients/words"
)

// Of keepalive.ClientParameters, and a deadline for each call, in seconds.
type options struct {
	Time, Timeout, Deadline time.Duration
	PermitWithoutStream     bool
}

func main() {
	words.Client(func(start words.Start, set options) (words.Library, error) {
		given := []grpc.DialOption{grpc.WithTransportCredentials(insecure.NewCredentials())}
		if set.Time > 0 {
			parameters := keepalive.ClientParameters{
				Time:                set.Time * time.Second,
				Timeout:             set.Timeout * time.Second,
				PermitWithoutStream: set.PermitWithoutStream,
			}
			given = append(given, grpc.WithKeepaliveParams(parameters))
		}
		channel, err := grpc.NewClient("passthrough:///"+net.JoinHostPort(start.Host, start.Port), given...)
		if err != nil {
			return words.Library{}, err
		}
		ask := func() error {
			return words.Within(set.Deadline, func(limit context.Context) error {
				return channel.Invoke(limit, "/halfopen.Questions/Ask", &emptypb.Empty{}, &emptypb.Empty{})
			})
		}
		idle := func() error {
			stream, err := channel.NewStream(context.Background(), &grpc.StreamDesc{ServerStreams: true}, "/halfopen.Questions/Watch")
			if err != nil {
				return err
			}
			if err := stream.SendMsg(&emptypb.Empty{}); err != nil {
				return err
			}
			if err := stream.CloseSend(); err != nil {
				return err
			}
			return stream.RecvMsg(&emptypb.Empty{})
		}
		return words.Library{Ask: ask, Idle: idle}, nil
	})
}
