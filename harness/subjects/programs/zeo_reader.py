"""A real ZEO client that reads in a loop, and says in JSON lines what happens to it.

By hand: python zeo_reader.py --port 7000. It is ZEO as it comes: nothing is added that would notice a dead server. "lost" and
its reason are read from ZEO's own log, in ZEO's own thread, so they come when ZEO knows. A read is answered from ZEO's caches;
whether the answer is stale it knows from the wall clock, because versions follow a schedule (see zeo_server.py).
"""
import argparse
import errno
import functools
import json
import logging
import threading
import time

import transaction
import ZEO
import ZODB
from ZEO.asyncio.client import Protocol
from ZEO.Exceptions import ClientDisconnected

lock = threading.Lock()


class Reader:
    def __init__(self, changes_every):
        self.changes_every = changes_every
        self.state = 'new'
        self.tally = Tally()

    def lose(self, reason):
        """Says so once an outage, with all stale answers until then: later ones count anew. Called from ZEO's thread."""
        with lock:
            if self.state in ('new', 'working'):
                self.state = 'lost' if self.state == 'working' else 'unreached'
                detail, stale = f'ZEO says: {reason or "connection closed by the server"}', self.tally
                after = (f'{detail}; {stale}', stale.figures()) if stale.answers > 0 else (detail, {})
                say('lost', after[0], code=code_of(reason), **after[1])
                self.tally = Tally()

    def answer(self, version, connected):
        """Judges an answer. After a loss ZEO goes on answering from its caches, so those answers count as well."""
        now = time.time()
        with lock:
            if self.is_stale(version, now):
                if self.tally.count(now):
                    say('stale', f'answered version {version}, which is old; {self.tally}', **self.tally.figures())
            elif connected and (self.state != 'working' or self.tally.answers > 0):
                word = {'working': 'traffic', 'lost': 'recovered'}.get(self.state, 'connected')
                after = (f', after {self.tally}', self.tally.figures()) if self.tally.answers > 0 else ('', {})
                say(word, f'read version {version}{after[0]}', **after[1])
                self.state, self.tally = 'working', Tally()

    def is_stale(self, version, now):
        """One period's grace, at most a second, and a quarter of a second for a busy machine."""
        return now > (version + 1) * self.changes_every + min(self.changes_every, 1.0) + 0.25


class Tally:
    """Counts stale answers and tells when a line is due: the pauses grow by a tenth, so days of them fit into 130 lines."""

    def __init__(self):
        self.answers = 0
        self.since = self.last = self.next_line = 0.0

    def count(self, now):
        if self.answers == 0:
            self.since = self.next_line = now
        self.answers += 1
        self.last = now
        if now < self.next_line:
            return False
        self.next_line = now + max(0.25, (now - self.since) / 10)
        return True

    def figures(self):
        return {'answers': self.answers, 'forMs': round((self.last - self.since) * 1000)}

    def __str__(self):
        return f'{self.answers} stale {"answer" if self.answers == 1 else "answers"} in {self.last - self.since:.1f} s'


class ZeoLog(logging.Handler):
    """Reads ZEO's own log: "connection_lost" brings the reason, "Disconnected from storage" is the loss."""

    reason = None

    def __init__(self, reader):
        super().__init__()
        self.reader = reader

    def emit(self, record):
        if record.msg.startswith('connection_lost'):
            self.reason = record.args[1]
        elif 'Disconnected from storage' in record.msg:
            self.reader.lose(self.reason)
        elif record.msg.startswith('Connection to %r failed') and self.reader.state == 'new':
            self.reader.lose(record.args[1])


def say(word, detail, code=None, **figures):
    line = {'halfopen': word, **({'code': code} if code else {}), 'detail': detail, **figures}
    print(json.dumps(line, separators=(',', ':')), flush=True)


def code_of(reason):
    number = getattr(reason, 'errno', None)
    return errno.errorcode.get(number, type(reason).__name__) if reason else 'EOF'


def read_forever(database, reader, read_every):
    """Each read is a transaction of its own, as a web request is: it takes invalidations in, and then reads."""
    manager = transaction.TransactionManager()
    connection = database.open(manager)
    while True:
        try:
            manager.begin()
            version = connection.root()['version']
            reader.answer(version, database.storage.is_connected())
        except ClientDisconnected:
            pass  # Not in the caches, and nobody to ask: no answer. The loss itself is in ZEO's log.
        time.sleep(read_every)


def main():
    parser = argparse.ArgumentParser(description='A real ZEO client that reads in a loop.')
    parser.add_argument('--host', default='127.0.0.1')
    parser.add_argument('--port', type=int, required=True)
    parser.add_argument('--changes-every', type=float, default=1.0, help="seconds; the server's own")
    parser.add_argument('--read-every', type=float, default=0.1, help='seconds between two reads')
    parser.add_argument('--heartbeat', type=float, help='seconds; ZEO has no option for it, so its constructor is patched')
    flags = parser.parse_args()
    if flags.heartbeat is not None:
        Protocol.__init__ = functools.partialmethod(Protocol.__init__, heartbeat_interval=flags.heartbeat)
    reader = Reader(flags.changes_every)
    log = ZeoLog(reader)
    for name, level in (('ZEO.asyncio.client', logging.DEBUG), ('ZEO.ClientStorage', logging.INFO)):
        logging.getLogger(name).setLevel(level)
        logging.getLogger(name).addHandler(log)
    try:
        database = ZODB.DB(ZEO.client((flags.host, flags.port)))
    except ClientDisconnected as thrown:
        raise SystemExit(f'Cannot reach {flags.host}:{flags.port}: {thrown} (ZEO waits 30 s)')
    read_forever(database, reader, flags.read_every)


if __name__ == '__main__':
    main()
