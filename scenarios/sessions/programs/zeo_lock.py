"""ZEO's commit lock: a client that has voted holds it until it finishes."""

import ZEO
from words import HOST, PORT, run, sleep
from ZODB.Connection import TransactionMetaData

storage = ZEO.client((HOST, PORT))


def take():
    change = TransactionMetaData()
    storage.tpc_begin(change)
    storage.tpc_vote(change)


def is_free():
    return storage.server_status()["lock_time"] is None


run(take, sleep, is_free, take)
