# perl mute-client.pl <host> <port>: connects, sets SO_KEEPALIVE 1/1/3 (socket(7), tcp(7)), and says nothing, ever.
use strict;
use warnings;
use Socket qw(:DEFAULT IPPROTO_TCP);

use constant { TCP_KEEPIDLE => 4, TCP_KEEPINTVL => 5, TCP_KEEPCNT => 6 };

my ($host, $port) = @ARGV;
socket(my $socket, PF_INET, SOCK_STREAM, 0) or die "socket: $!";
setsockopt($socket, SOL_SOCKET, SO_KEEPALIVE, 1) or die "SO_KEEPALIVE: $!";
setsockopt($socket, IPPROTO_TCP, $_->[0], $_->[1]) or die "keepalive: $!"
    for [TCP_KEEPIDLE, 1], [TCP_KEEPINTVL, 1], [TCP_KEEPCNT, 3];
connect($socket, sockaddr_in($port, inet_aton($host))) or die "connect: $!";
sleep 3600;
