"""Publishes a port over UDP on the way to a container, as Docker and kube-proxy do: `publish.py PORT HOST HOST_PORT`, again for another one, and with `forget`
at the end without what is known of the one before (conntrack -F)."""

import socket
import struct
import subprocess
import sys

RULES = """
table ip published
delete table ip published
table ip published {{
  chain in {{ type nat hook prerouting priority dstnat; udp dport {port} dnat to {host}:{host_port}; }}
  chain out {{ type nat hook postrouting priority srcnat; masquerade; }}
}}
"""
CTNETLINK, DELETE, REQUEST_AND_ACKNOWLEDGE = 1, 2, 5
ACKNOWLEDGED = 2


def forget():
    header = struct.pack("=IHHII", 20, CTNETLINK << 8 | DELETE, REQUEST_AND_ACKNOWLEDGE, 1, 0)
    with socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 12) as netfilter:
        netfilter.send(header + struct.pack("=BBH", socket.AF_INET, 0, 0))
        answer = netfilter.recv(4096)
    kind, error = struct.unpack_from("=4xH10xi", answer)
    if kind != ACKNOWLEDGED or error != 0:
        raise OSError(-error, "conntrack was not emptied")


port, host, host_port, *more = sys.argv[1:]
rules = RULES.format(port=port, host=host, host_port=host_port)
subprocess.run(["nft", "-f", "-"], input=rules, text=True, check=True)
if more == ["forget"]:
    forget()
print("published", flush=True)
if more == ["stay"]:
    import signal

    signal.pause()
