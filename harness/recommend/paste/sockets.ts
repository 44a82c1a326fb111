// Sockets of languages whose standard library reaches the options: Python, C#, Java.
import type { Given, Paste } from './paste.ts'

/** Each in its own units. */
export function sockets(given: Given): readonly Paste[] {
  const { idleS, intervalS, count, userTimeoutMs } = given
  return [
    {
      program: 'Python',
      version: '3.6, Linux',
      lines: inPythonsSocket(given),
      source: 'https://docs.python.org/3/library/socket.html',
    },
    {
      program: '.NET',
      version: '5, Linux',
      lines: [
        'socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);',
        `socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, ${idleS});`,
        `socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, ${intervalS});`,
        `socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, ${count});`,
        ...(userTimeoutMs === undefined
          ? []
          : [
              `socket.SetRawSocketOption(6, 18, BitConverter.GetBytes(${userTimeoutMs})); // IPPROTO_TCP, TCP_USER_TIMEOUT`,
            ]),
      ],
      note: 'HttpClient: in the ConnectCallback of its SocketsHttpHandler, on the socket that it connects.',
      source: 'https://learn.microsoft.com/dotnet/api/system.net.sockets.socketoptionname',
    },
    {
      program: 'Java',
      version: '11',
      lines: [
        'socket.setOption(StandardSocketOptions.SO_KEEPALIVE, true);',
        `socket.setOption(ExtendedSocketOptions.TCP_KEEPIDLE, ${idleS});`,
        `socket.setOption(ExtendedSocketOptions.TCP_KEEPINTERVAL, ${intervalS});`,
        `socket.setOption(ExtendedSocketOptions.TCP_KEEPCOUNT, ${count});`,
        ...(userTimeoutMs === undefined ? [] : [`socket.setSoTimeout(${userTimeoutMs});`]),
      ],
      ...(userTimeoutMs === undefined
        ? {}
        : {
            note: 'There is no TCP_USER_TIMEOUT: setSoTimeout ends a read that hears nothing for so long, and a write may block on.',
          }),
      source: 'https://docs.oracle.com/en/java/javase/17/docs/api/jdk.net/jdk/net/ExtendedSocketOptions.html',
    },
  ]
}

/** Of a socket `s`. */
export function inPythonsSocket(given: Given): readonly string[] {
  return [
    's.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)',
    ...Object.entries(tcpOptions(given)).flatMap(([name, value]) =>
      value === undefined ? [] : [`s.setsockopt(socket.IPPROTO_TCP, socket.${name}, ${value})`],
    ),
  ]
}

/** By the names of tcp(7), as Python's libraries take them. */
export function tcpOptions({ idleS, intervalS, count, userTimeoutMs }: Given) {
  return {
    TCP_KEEPIDLE: idleS,
    TCP_KEEPINTVL: intervalS,
    TCP_KEEPCNT: count,
    TCP_USER_TIMEOUT: userTimeoutMs,
  }
}
