# perl mute-server.pl <host> <port>: accepts, and neither reads nor writes.
use strict;
use warnings;
use Socket;

my ($host, $port) = @ARGV;
socket(my $socket, PF_INET, SOCK_STREAM, 0) or die "socket: $!";
setsockopt($socket, SOL_SOCKET, SO_REUSEADDR, 1) or die "SO_REUSEADDR: $!";
bind($socket, sockaddr_in($port, inet_aton($host))) or die "bind: $!";
listen($socket, 8) or die "listen: $!";
$| = 1;
print "listening on $host:$port\n";

my @kept;
while (accept(my $peer, $socket)) { push @kept, $peer }
