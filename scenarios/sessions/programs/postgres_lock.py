"""An advisory lock and the lock of a row, in PostgreSQL."""

import psycopg
from psycopg.errors import LockNotAvailable, UndefinedTable
from words import HOST, PORT, run, sleep

db = psycopg.connect(host=HOST, port=PORT, user="app", dbname="postgres", autocommit=True)


def take():
    db.execute("create table jobs (id int primary key)")
    db.execute("insert into jobs values (1)")
    wait()


def wait():
    db.execute("begin")
    db.execute("select pg_advisory_lock(1)")
    db.execute("select from jobs where id = 1 for update")


def is_free():
    try:
        with db.transaction():
            row = db.execute("select from jobs where id = 1 for update nowait").rowcount
            return row == 0 or db.execute("select pg_try_advisory_xact_lock(1)").fetchone()[0]
    except LockNotAvailable:
        return False
    except UndefinedTable:
        return True


run(take, sleep, is_free, wait)
