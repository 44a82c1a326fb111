"""The real ZEO server, as runzeo starts it, with data whose truth moves on by the wall clock.

By hand: python zeo_server.py --port 7000. The server is ZEO.runzeo's own, with its own log on stderr. What is added is the
data: a storage in memory that holds one number, and a ZEO client in the same process that commits the next version on
schedule, version = floor(wall clock / changes-every), the way another Zope would. So a reader knows what is true from its
own wall clock, also when this server is dead and nobody commits any more.
"""
import argparse
import threading
import time

import transaction
import ZEO
import ZODB
from ZEO.runzeo import ZEOOptions, ZEOServer
from ZODB.MappingStorage import MappingStorage

COMMITS_BETWEEN_PACKS = 1000


class Storage:
    """Opens a storage that holds the present version before the first client can ask for it."""

    name = '1'

    def __init__(self, changes_every):
        self.changes_every = changes_every

    def open(self):
        storage = MappingStorage()
        database = ZODB.DB(storage)
        commit(database, truth(self.changes_every))
        return storage


class Server(ZEOServer):
    """runzeo's server: says on which port it listens (runzeo's own line repeats the 0 it was given), and starts the writer."""

    def create_server(self):
        super().create_server()
        host, port = self.server.addr[:2]
        print(f'listening on {host}:{port}', flush=True)
        changes_every = self.options.storages[0].changes_every
        threading.Thread(target=write, args=((host, port), changes_every), daemon=True).start()

    def check_socket(self):
        """runzeo asks by connecting whether its address is taken. A standby's is, until it takes it over; binding tells of any other."""


def write(address, changes_every):
    """Commits each version when it comes true, as a client of the server: that is what sends invalidations."""
    database = ZODB.DB(ZEO.client(address))
    commits = 0
    while True:
        now = time.time()
        time.sleep(changes_every - now % changes_every)
        commit(database, truth(changes_every))
        commits += 1
        if commits % COMMITS_BETWEEN_PACKS == 0:
            database.pack()


def commit(database, version):
    manager = transaction.TransactionManager()
    connection = database.open(manager)
    if connection.root().get('version') != version:
        connection.root()['version'] = version
        manager.commit()
    connection.close()


def truth(changes_every):
    return int(time.time() / changes_every)


def main():
    parser = argparse.ArgumentParser(description='The real ZEO server, with data that changes on schedule.')
    parser.add_argument('--host', default='127.0.0.1')
    parser.add_argument('--port', type=int, default=0, help='0 lets the system choose')
    parser.add_argument('--changes-every', type=float, default=1.0, help='seconds between two versions')
    parser.add_argument('--transaction-timeout', type=float, help="seconds after which runzeo ends a client that holds the commit lock")
    flags = parser.parse_args()
    options = ZEOOptions()
    options.storages = [Storage(flags.changes_every)]
    limit = [] if flags.transaction_timeout is None else ['-t', str(flags.transaction_timeout)]
    options.realize(['-a', f'{flags.host}:{flags.port}', *limit])
    Server(options).main()


if __name__ == '__main__':
    main()
