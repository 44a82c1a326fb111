"""A lock of GET_LOCK() in MariaDB."""

import pymysql
from words import HOST, PORT, run, sleep

db = pymysql.connect(host=HOST, port=PORT, user="app")


def ask(question):
    with db.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchone()[0]


def take():
    ask("select get_lock('jobs', 1e6)")


def is_free():
    return ask("select get_lock('jobs', 0)") == 1 and ask("select release_lock('jobs')") == 1


run(take, sleep, is_free, take)
